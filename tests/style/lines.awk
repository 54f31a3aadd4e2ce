# lines.awk FILE...: rules that one line or the number of lines breaks

function say(line, rule)
{
	print FILENAME ":" line ": " rule
}

# A file may be longer here, with its reason:
# bounds.h is one table, and all maxima stand in one place on purpose.
function long_by_right(file)
{
	# lists: each line of them stands for itself
	return file == "src/base/bounds.h" || file == "src/store/sql.c" ||
	    file == "src/store/sql.h"
}

function end_of_file()
{
	if (last ~ /\.c$/ && lines > 400 && !long_by_right(last))
		print last ":" lines ": a file has at most 400 lines"
	if (last ~ /\.h$/ && lines > 80 && !long_by_right(last))
		print last ":" lines ": a header has at most 80 lines"
}

function columns(text,    i, c, at)
{
	# a byte that continues a UTF-8 sequence takes no column
	gsub(/[\200-\277]/, "", text)
	if (text !~ /\t/)
		return length(text)
	at = 0
	for (i = 1; i <= length(text); i++) {
		c = substr(text, i, 1)
		at = c == "\t" ? at - at % 8 + 8 : at + 1
	}
	return at
}

FNR == 1 {
	if (last != "")
		end_of_file()
	last = FILENAME
	guard = ""
}

{ lines = FNR }

columns($0) > 80 { say(FNR, "over 80 columns") }

/typedef[ \t]+struct/ { say(FNR, "a struct is not typedef'd") }

/^[ \t]*#[ \t]*(if|ifdef|ifndef|elif)([ \t(!]|$)/ && FILENAME ~ /^src\// {
	# the first #ifndef of a header, whose #define comes next, is its guard
	if (FILENAME ~ /\.h$/ && guard == "" && $1 == "#ifndef") {
		guard = $2
		guard_line = FNR
		next
	}
	say(FNR, "no conditional compilation in src/")
}

guard != "" && FNR == guard_line + 1 && ($1 != "#define" || $2 != guard) {
	say(guard_line, "no conditional compilation in src/")
}

END { if (last != "") end_of_file() }
