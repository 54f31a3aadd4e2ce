# leadpixel: build, run, test, measure.  A new file needs no edit here.

CC ?= cc
B := build
PREFIX ?= /usr/local

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
	-Wmissing-prototypes -Wcast-qual -Wwrite-strings -Wformat=2 -Wundef \
	-Wvla -Wnull-dereference -Werror
HARD := -fPIE -fstack-protector-strong -D_FORTIFY_SOURCE=2
OPT ?= -O2 -g
DEFS := -std=c11 -D_GNU_SOURCE
FLOORS := base format domain store edge verb
INC := $(FLOORS:%=-iquote src/%) -iquote $(B)/gen
CFLAGS += $(OPT) $(HARD) $(WARN) $(DEFS) $(INC) -pthread -MMD -MP
LDFLAGS += -pie -Wl,-z,relro,-z,now -Wl,--as-needed -pthread
LIBS := -lfcgi -lsqlite3 -lcurl -lcjson -lmaxminddb -linih -lsodium -lpcre2-8 -lutf8proc -lm

SRC := $(wildcard src/*/*.c)
MIGRATIONS := $(patsubst src/store/%.sql,$(B)/gen/%.c,$(wildcard src/store/migration_*.sql))
GEN := $(B)/gen/schema.c $(B)/gen/config_example.c $(MIGRATIONS)
OBJ := $(SRC:%.c=$(B)/%.o) $(GEN:%.c=%.o)
LIB := $(B)/libleadpixel.a

CLI_OBJ := $(patsubst %.c,$(B)/%.o,$(wildcard cli/*.c))
API_OBJ := $(patsubst %.c,$(B)/%.o,cgi-bin/api.c $(wildcard cgi-bin/api/*.c))
PROGRAMS := $(B)/bin/pixel.fcgi $(B)/bin/api.fcgi $(B)/bin/leadpixel-sync $(B)/bin/leadpixel
UNIT := $(patsubst tests/unit/%.c,$(B)/unit/%,$(wildcard tests/unit/test_*.c))

NPM := tools/node_modules/.package-lock.json

# what browsers load; pixel.debug.js says what it decides
SCRIPTS := $(patsubst %,$(B)/htdocs/%.js,pixel.min pixel-more.min pixel.debug)

# the dashboard, with the charts it is delivered with
DASHBOARD := $(patsubst %,$(B)/%,$(wildcard htdocs/dashboard/*.* \
	htdocs/dashboard/screens/*.js)) \
	$(B)/htdocs/dashboard/uplot.js $(B)/htdocs/dashboard/uplot.css
UPLOT := tools/node_modules/uplot/dist

.PHONY: all
all: $(PROGRAMS) $(SCRIPTS) $(DASHBOARD)

$(B)/htdocs/%.min.js: htdocs/%.js tools/minify.mjs $(NPM)
	@mkdir -p $(@D)
	node tools/minify.mjs $< > $@
$(B)/htdocs/%.debug.js: htdocs/%.js
	@mkdir -p $(@D)
	sed 's/DEBUG = false/DEBUG = true/' $< > $@

$(B)/htdocs/dashboard/uplot.js: $(UPLOT)/uPlot.esm.js tools/minify.mjs $(NPM)
	@mkdir -p $(@D)
	node tools/minify.mjs $< > $@
$(B)/htdocs/dashboard/uplot.css: $(UPLOT)/uPlot.min.css $(NPM)
	@mkdir -p $(@D)
	cp $< $@
$(UPLOT)/uPlot.esm.js $(UPLOT)/uPlot.min.css: $(NPM)
$(B)/htdocs/dashboard/%.js: htdocs/dashboard/%.js tools/minify.mjs $(NPM)
	@mkdir -p $(@D)
	node tools/minify.mjs $< > $@
$(B)/htdocs/dashboard/%.css: htdocs/dashboard/%.css tools/minify.mjs $(NPM)
	@mkdir -p $(@D)
	node tools/minify.mjs $< > $@
$(B)/htdocs/dashboard/%: htdocs/dashboard/%
	@mkdir -p $(@D)
	cp $< $@

$(B)/bin/pixel.fcgi: $(B)/cgi-bin/pixel.o $(LIB)
$(B)/bin/api.fcgi: $(API_OBJ) $(B)/gen/openapi.o $(LIB)
$(B)/bin/leadpixel-sync: $(B)/cron/sync.o $(LIB)
$(B)/bin/leadpixel: $(CLI_OBJ) $(LIB)
$(PROGRAMS):
	@mkdir -p $(@D)
	$(CC) $(OPT) $(LDFLAGS) -o $@ $^ $(LIBS)

# As CGI it lives for one request: five libraries less to load are a tenth of
# that.  What they mend reaches it by a new build.
$(B)/bin/pixel.fcgi: LIBS := -l:libfcgi.a -lsqlite3 -lcjson \
	-l:libmaxminddb.a -l:libinih.a -l:libsodium.a -l:libpcre2-8.a -lm

$(LIB): $(OBJ)
	@rm -f $@
	ar rcs $@ $^

$(B)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -c -o $@ $<

# generated text is long on purpose
$(B)/gen/%.o: $(B)/gen/%.c
	$(CC) $(CFLAGS) -Wno-overlength-strings -c -o $@ $<

# tables of data/ as rows of C, included where they are used
DATA := $(filter-out data/bot_exceptions.tsv,$(wildcard data/*.tsv))
TABLES := $(DATA:data/%.tsv=$(B)/gen/%.inc)
$(B)/gen/%.inc: data/%.tsv tools/rows.sh
	@mkdir -p $(@D)
	tools/rows.sh $< > $@

# the lists others keep of browsers, systems and robots
LISTS := $(patsubst %,$(B)/gen/list_%.inc,browsers systems bots)
$(NPM): tools/package-lock.json
	cd tools && npm ci --ignore-scripts --no-audit --no-fund
	@touch $@
$(B)/gen/list_%.inc: tools/agents.mjs data/bot_exceptions.tsv $(NPM)
	@mkdir -p $(@D)
	node tools/agents.mjs $* > $@
.DELETE_ON_ERROR:
TABLES += $(LISTS)
# each sender once, by its own name
$(B)/gen/source_names.tsv: data/sources.tsv
	@mkdir -p $(@D)
	awk -F '\t' -v OFS='\t' 'BEGIN { print "# sorted" } \
		!/^#/ && NF && !seen[$$2]++ { print $$2, $$2, $$3 }' $< > $@
$(B)/gen/source_names.inc: $(B)/gen/source_names.tsv tools/rows.sh
	tools/rows.sh $< > $@
TABLES += $(B)/gen/source_names.inc
$(OBJ): | $(TABLES)

# schema.sql as one C string: what the programs create is what one reads
$(B)/gen/schema.c: schema.sql tools/embed.sh
	@mkdir -p $(@D)
	tools/embed.sh schema_text schema.sql > $@

# kept, or make would take it for a file in between
.SECONDARY: $(MIGRATIONS)
$(B)/gen/migration_%.c: src/store/migration_%.sql tools/embed.sh
	@mkdir -p $(@D)
	tools/embed.sh migration_$* $< > $@

# leadpixel.conf.example: what `leadpixel init` writes is what one reads
$(B)/gen/config_example.c: leadpixel.conf.example tools/embed.sh
	@mkdir -p $(@D)
	tools/embed.sh config_example leadpixel.conf.example > $@

# what /api/openapi.json says, from its parts
$(B)/gen/openapi.json: $(wildcard data/openapi/*.json) tools/openapi.mjs
	@mkdir -p $(@D)
	node tools/openapi.mjs $(filter %.json,$^) > $@
$(B)/gen/openapi.c: $(B)/gen/openapi.json tools/embed.sh
	tools/embed.sh openapi_text $< > $@

$(B)/unit/%: tests/unit/%.c $(LIB)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -iquote tests/unit $(LDFLAGS) -o $@ $< $(LIB) $(LIBS)

# what uap-core's lists say, by JavaScript and by its own cases
$(B)/unit/test_family: $(B)/gen/family_cases.inc $(B)/gen/family_upstream.inc
$(B)/gen/family_%.inc: tests/unit/family_%.mjs $(NPM)
	@mkdir -p $(@D)
	node $< > $@

.PHONY: unit
unit: $(UNIT)
	@tests/unit/run.sh $(UNIT)

# what of the collector's tests is written in C: see tests/bench/bench.mjs
BENCH := $(patsubst tests/bench/%.c,$(B)/bench/%,$(wildcard tests/bench/*.c))
$(B)/bench/%: tests/bench/%.c $(LIB)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $< $(LIB) $(LIBS)

# invented history for demo and bench; its --help says how much of it
SAMPLE := $(patsubst tools/%.c,$(B)/%.o,$(wildcard tools/sample/*.c))
$(SAMPLE): $(B)/sample/%.o: tools/sample/%.c | $(TABLES)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -c -o $@ $<
$(B)/tools/sample: $(SAMPLE) $(LIB)
	@mkdir -p $(@D)
	$(CC) $(OPT) $(LDFLAGS) -o $@ $^ $(LIBS)

# ROUNDS= and SECONDS= set how long both take, VISITS= how many the bench makes
.PHONY: bench bench-tools storm
bench-tools:
	@tools/packages.sh run build test bench
bench: bench-tools all $(BENCH) $(B)/tools/sample
	@LEADPIXEL_BUILD=$(abspath $(B)) node tests/bench/bench.mjs
storm: all
	@LEADPIXEL_BUILD=$(abspath $(B)) node tests/storm/storm.mjs

# made-up worlds against the sync: SEEDS= of LEADS= each, or one SEED=
.PHONY: sync-oracle
sync-oracle: all
	@LEADPIXEL_BUILD=$(abspath $(B)) node tests/sync/world.mjs

# kill -9 at every system call of a run
.PHONY: sync-kills
sync-kills: all
	@LEADPIXEL_BUILD=$(abspath $(B)) node tests/sync/kills.mjs

# where from, case by case; ONLY="name of a case" plays that one
.PHONY: test-attribution
test-attribution: all
	@LEADPIXEL_BUILD=$(abspath $(B)) node --test-reporter=spec \
		tests/attribution/attribution.test.mjs \
		$(if $(ONLY),--only "$(ONLY)")

# as root: packages, and then all as whoever called sudo
LISTEN ?= 127.0.0.1:8080
.PHONY: deps run demo-data test
deps:
	@tools/packages.sh run build test
run:
	@tools/packages.sh run build
	@tools/as_user.sh tools/run.sh "$(LISTEN)"
demo-data:
	@tools/packages.sh run build
	@tools/as_user.sh tools/demo_data.sh "$(LISTEN)"
test:
	@tools/packages.sh run build test
	@tools/as_user.sh --or-root tools/test.sh

# the country of visits: a file of others, never shipped; see THIRD-PARTY.md
GEO ?= $(B)/geo/country.mmdb
.PHONY: geo
geo: $(B)/bin/leadpixel
	@tools/geo.sh $(B)/bin/leadpixel "$(GEO)"

.PHONY: clean
clean:
	rm -rf $(B)

-include $(OBJ:.o=.d) $(CLI_OBJ:.o=.d) $(API_OBJ:.o=.d) $(B)/cgi-bin/pixel.d $(B)/cron/sync.d
-include $(UNIT:=.d) $(BENCH:=.d) $(SAMPLE:.o=.d)
