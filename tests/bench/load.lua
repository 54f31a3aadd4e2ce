-- load: requests for wrk, every answer looked at.
-- wrk ... -s load.lua URL -- GIF | FILE [again]
-- FILE: lines of mix.mjs, FILE.0 for the first thread and so on, each sent
-- once, or from the beginning again where ids need not be unique.

local threads = {}

function setup(thread)
	thread:set("number", #threads)
	threads[#threads + 1] = thread
end

local HEAD = "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Length: %d\r\n"
	.. "User-Agent: %s\r\nCookie: %s\r\nX-Forwarded-For: %s\r\n"
	.. "Content-Type: text/plain;charset=UTF-8\r\n"
	.. "Accept: */*\r\nAccept-Encoding: gzip, deflate, br\r\n"
	.. "Accept-Language: en-GB,en;q=0.9\r\n"
	.. "Origin: https://www.example.com\r\n"
	.. "Referer: https://www.example.com/products/pumps\r\n"
	.. "Sec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: cors\r\n"
	.. "Sec-Fetch-Dest: empty\r\n\r\n%s"
local LINE = "^([^\t]*)\t([^\t]*)\t([^\t]*)\t([^\t]*)\t([^\n]*)\n()"

local mix, at, again, gif
-- global: done() asks each thread for them
answers, wrong, spent, example = 0, 0, 0, ""

function init(args)
	again = args[2] == "again"
	if args[1]:match("%.gif$") then
		gif = wrk.format("GET", args[1])
		return
	end
	local file = assert(io.open(args[1] .. "." .. number, "rb"))
	mix = file:read("*a")
	at = 1
	file:close()
end

local function hit()
	local network, agent, cookie, path, body, after =
		mix:match(LINE, at)
	if after == nil then
		-- too few lines were made: hits go out twice, and show
		if not again then
			spent = 1
		end
		at = 1
		return hit()
	end
	at = after
	return HEAD:format(path, wrk.headers["Host"], #body, agent, cookie,
		network, body)
end

function request()
	return gif or hit()
end

function response(status, headers, body)
	answers = answers + 1
	if status ~= 200
		or not gif and headers["X-Leadpixel"] ~= "stored" then
		wrong = wrong + 1
		example = status .. " " .. tostring(headers["X-Leadpixel"])
	end
end

local function say(name, value)
	io.write("load ", name, " ", tostring(value), "\n")
end

function done(summary, latency, requests)
	local errors = summary.errors
	local all = { answers = 0, wrong = 0, spent = 0 }
	for _, thread in ipairs(threads) do
		for name, value in pairs(all) do
			all[name] = value + thread:get(name)
		end
		if thread:get("example") ~= "" then
			say("example", thread:get("example"))
		end
	end
	for name, value in pairs(all) do
		say(name, value)
	end
	say("requests", summary.requests)
	say("us", summary.duration)
	say("p99_us", latency:percentile(99))
	say("max_us", latency.max)
	say("refused", errors.connect)
	say("broken", errors.read + errors.write)
	say("timeouts", errors.timeout)
end
