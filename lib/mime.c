/* mime: see mime.h */
/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "mime.h"

#ifdef HAVE_GMIME
#include <gmime/gmime.h>

#include <ctype.h>
#include <string.h>

struct taking {
	struct arena *arena;
	struct mime_part *parts;
	size_t count;
};

static void part_add(struct taking *taking, const char *type, const char *bytes, size_t size)
{
	struct mime_part *part = &taking->parts[taking->count++];
	char *letters = arena_copy(taking->arena, type, strlen(type));

	for (char *at = letters; *at != '\0'; at++)
		*at = (char)tolower((unsigned char)*at);
	part->type = text_of(letters);
	part->content = (struct text){arena_copy(taking->arena, bytes, size), size};
}

static void headers_take(struct taking *taking, const char *type, GMimeMessage *message)
{
	char *headers =
		message == NULL ? NULL : g_mime_object_get_headers(GMIME_OBJECT(message), NULL);

	if (headers != NULL)
		part_add(taking, type, headers, strlen(headers));
	g_free(headers);
}

static void content_take(struct taking *taking, const char *type, GMimePart *part)
{
	GMimeStream *stream = g_mime_stream_mem_new();
	GMimeDataWrapper *content = g_mime_part_get_content(part);
	const GByteArray *bytes;

	if (content != NULL)
		g_mime_data_wrapper_write_to_stream(content, stream);
	bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
	part_add(taking, type, bytes->len == 0 ? "" : (const char *)bytes->data, bytes->len);
	g_object_unref(stream);
}

static void object_take(struct taking *taking, GMimeObject *object, unsigned depth)
{
	char *type;

	if (object == NULL || depth > MIME_DEPTH_LIMIT || taking->count >= MIME_PARTS_LIMIT)
		return;
	if (GMIME_IS_MULTIPART(object)) {
		for (int i = 0; i < g_mime_multipart_get_count(GMIME_MULTIPART(object)); i++)
			object_take(taking, g_mime_multipart_get_part(GMIME_MULTIPART(object), i),
				    depth + 1);
		return;
	}
	type = g_mime_content_type_get_mime_type(g_mime_object_get_content_type(object));
	if (GMIME_IS_MESSAGE_PART(object))
		headers_take(taking, type,
			     g_mime_message_part_get_message(GMIME_MESSAGE_PART(object)));
	else if (GMIME_IS_PART(object))
		content_take(taking, type, GMIME_PART(object));
	g_free(type);
}

must_check bool mime_read(struct arena *arena, struct text message, const struct mime_part **parts,
			  size_t *count)
{
	struct taking taking = {.arena = arena};
	GMimeMessage *parsed;
	GMimeParser *parser;
	GMimeStream *stream;

	g_mime_init();
	taking.parts = arena_get(arena, MIME_PARTS_LIMIT * sizeof(*taking.parts));
	stream = g_mime_stream_mem_new_with_buffer(message.bytes, message.size);
	parser = g_mime_parser_new_with_stream(stream);
	parsed = g_mime_parser_construct_message(parser, NULL);
	headers_take(&taking, "headers", parsed);
	if (parsed != NULL) {
		object_take(&taking, g_mime_message_get_mime_part(parsed), 0);
		g_object_unref(parsed);
	}
	g_object_unref(parser);
	g_object_unref(stream);
	*parts = taking.parts;
	*count = taking.count;
	return true;
}
#else
must_check bool mime_read(struct arena *arena, struct text message, const struct mime_part **parts,
			  size_t *count)
{
	(void)arena;
	(void)message;
	*parts = NULL;
	*count = 0;
	return false;
}
#endif
