# includes.awk FILE...: who may include whom

# A foreign library's headers, and the one file that may name them
function foreign(header, only)
{
	library[++libraries] = header
	owner[libraries] = only
}

BEGIN {
	floors = split("base format domain store edge verb", names, " ")
	for (i = 1; i <= floors; i++)
		rank["src/" names[i]] = i

	foreign("^fcgi", "^src/edge/line\\.c$")
	foreign("^sqlite3", "^src/store/db\\.c$")
	foreign("^curl/", "^src/edge/wire\\.c$")
	foreign("(^|/)cJSON", "^src/format/json\\.c$")
	foreign("^maxminddb", "^src/edge/geoip\\.c$")
	foreign("^sodium", "^src/base/hash\\.c$")
	foreign("^utf8proc", "^src/format/fold\\.c$")
	foreign("^(ini|INIReader)\\.h$", "^src/format/ini\\.c$")
	foreign("^pcre2", "^src/format/pattern\\.c$")
	threads = "^src/(edge/(gate[a-z_]*|server)|store/committer)\\.c$"
	foreign("^(pthread|threads)\\.h$", threads)

	for (i = 1; i < ARGC; i++) {
		if (ARGV[i] !~ /\.h$/)
			continue
		name = name_of(ARGV[i])
		if (name in home && (home[name] ~ /^src/ || ARGV[i] ~ /^src/))
			print ARGV[i] ":1: " name " is a name of another floor"
		home[name] = ARGV[i]
	}
}

function name_of(path)
{
	sub(/.*\//, "", path)
	return path
}

# The height of a file's floor; doors stand above all of src/
function height(path)
{
	sub(/\/[^\/]*$/, "", path)
	return path in rank ? rank[path] : floors + 1
}

function ours(header, to)
{
	if (height(to) > height(FILENAME))
		print FILENAME ":" FNR ": includes " header \
		    " of a higher floor"
	if (FILENAME ~ /\.h$/) {
		from[++edges] = FILENAME
		into[edges] = to
		line[edges] = FNR
	}
}

function theirs(header,    i)
{
	for (i = 1; i <= libraries; i++) {
		if (header ~ library[i] && FILENAME !~ owner[i])
			print FILENAME ":" FNR ": " header \
			    " is named in one file only"
	}
}

/^[ \t]*#[ \t]*include[ \t]*["<]/ {
	quoted = $0 ~ /include[ \t]*"/
	header = $0
	sub(/^[^"<]*["<]/, "", header)
	sub(/[">].*$/, "", header)
	if (quoted && name_of(header) in home)
		ours(header, home[name_of(header)])
	else
		theirs(header)
}

function reaches(start, goal,    i)
{
	if (start == goal)
		return 1
	if (start in seen)
		return 0
	seen[start] = 1
	for (i = 1; i <= edges; i++) {
		if (from[i] == start && reaches(into[i], goal))
			return 1
	}
	return 0
}

END {
	for (e = 1; e <= edges; e++) {
		for (s in seen)
			delete seen[s]
		if (reaches(into[e], from[e]))
			print from[e] ":" line[e] ": goes in a circle with " \
			    name_of(into[e])
	}
}
