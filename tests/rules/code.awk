# Prints C without its comments and with all literals empty; with literals=1, each string literal
# instead: file, line, the statement before it, itself, with tabs between.
# SPDX-License-Identifier: AGPL-3.0-or-later

FNR == 1 {
	inside = statement = ""
}

/^#[ \t]*(include|error)/ && inside == "" {
	if (!literals)
		print FILENAME ":" FNR ": " $0
	next
}

{
	code = ""
	size = length($0)
	for (i = 1; i <= size; i++)
		take(substr($0, i, 1), substr($0, i, 2))
	statement = statement " "
	if (!literals && code != "")
		print FILENAME ":" FNR ": " code
}

function take(c, pair)
{
	if (inside == "comment") {
		if (pair == "*/") {
			inside = ""
			i++
		}
	} else if (inside != "") {
		if (c == "\\") {
			literal = literal pair
			i++
		} else if (c == inside) {
			end(c)
		} else {
			literal = literal c
		}
	} else if (pair == "/*") {
		inside = "comment"
		i++
	} else {
		add(c)
		if (c == "\"" || c == "'") {
			inside = c
			literal = ""
		}
	}
}

function end(quote)
{
	if (literals && quote == "\"")
		printf "%s:%d\t%s\t%s\n", FILENAME, FNR, statement, literal
	inside = ""
	add(quote)
}

function add(c)
{
	code = code c
	statement = c ~ /[;{}]/ ? "" : statement (c == "\t" ? " " : c)
}
