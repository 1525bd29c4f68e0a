# What the house rules share: where the sources are, and a line of TAP for each rule.
# SPDX-License-Identifier: AGPL-3.0-or-later

srcdir=${srcdir:-$(cd "$(dirname "$0")/../.." && pwd)}
cd "$srcdir" || exit 1
LC_ALL=C
export LC_ALL
count=0 failed=0

# holds RULE FINDINGS: a rule holds when there is nothing to say against it.
holds() {
	count=$((count + 1))
	if [ -z "$2" ]; then
		echo "ok $count - $1"
		return
	fi
	echo "not ok $count - $1"
	printf '%s\n' "$2" | sed 's/^/# /'
	failed=1
}

skip() {
	count=$((count + 1))
	echo "ok $count - $1 # SKIP $2"
}

rules_end() {
	echo "1..$count"
	exit $failed
}

# The files of these folders that belong to the project. A tree without git is a release, in which
# only what the build makes is foreign.
files() {
	if [ -e .git ] && command -v git >/dev/null; then
		# Root may check a tree that is somebody else's.
		git -c safe.directory="$PWD" ls-files -- "$@"
	else
		find "$@" -name .deps -prune -o -name __pycache__ -prune -o -type f \
			! -name '*.o' ! -name '*.a' ! -name '*.log' ! -name '*.trs' ! -name .dirstamp -print |
			awk '{ found[$0] } END { for (file in found) if (!((file ".c") in found)) print file }'
	fi | sort
}
