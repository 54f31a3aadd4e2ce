# sql.awk FILE...: nobody but src/store/sql.c writes SQL
#
# The strings of a statement are joined, since SQL goes on over lines.

function end_of_statement()
{
	if (texts ~ /(SELECT|DELETE)[ \t].*FROM[ \t]/ ||
	    texts ~ /(INSERT|REPLACE)[ \t].*INTO[ \t]/ ||
	    texts ~ /UPDATE[ \t].*SET[ \t]/)
		print file ":" start ": SQL is written in src/store/sql.c only"
	texts = ""
	start = 0
}

FNR == 1 {
	end_of_statement()
	file = FILENAME
}

FILENAME == "src/store/sql.c" { next }

/^[ \t]*(\/?\*|#)/ { next }

{
	rest = $0
	while (match(rest, /"([^"\\]|\\.)*"/)) {
		if (start == 0)
			start = FNR
		texts = texts substr(rest, RSTART + 1, RLENGTH - 2) " "
		rest = substr(rest, RSTART + RLENGTH)
	}
}

/;[ \t]*(\/\*.*)?$/ || /^}/ { end_of_statement() }

END { end_of_statement() }
