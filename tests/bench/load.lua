-- What wrk asks for: GET, or a signature with an address of its own each time.
-- SPDX-License-Identifier: AGPL-3.0-or-later
--
-- wrk … -s load.lua URL -- get [QUERY]         QUERY ends in =: a number is put behind it
-- wrk … -s load.lua URL -- sign STAMP TAG      TAG is new in each run
-- Prints requests, microseconds, answers of 400 and above, broken connections, and the
-- microseconds that half and 99 in 100 of the answers took.

local number = 0
local kind, before, after

local function request_head(method, more)
  return method .. " " .. wrk.path .. (more or "")
end

function init(args)
  local host = " HTTP/1.1\r\nHost: " .. wrk.host .. ":" .. wrk.port .. "\r\n"

  kind = args[1]
  if kind == "get" then
    before = request_head("GET", args[2])
    after = host .. "\r\n"
    return
  end
  local first = "given_name=Sophie&family_name=Example&email=signer-" .. args[3] .. "-"
  local last = "%40example.org&postal_code=10115&country=DE&comment=&show_name=yes&source=bench"
    .. "&stamp=" .. args[2]
  before = request_head("POST")
    .. host
    .. "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
    .. (#first + 9 + #last)
    .. "\r\n\r\n"
    .. first
  after = last
end

function request()
  number = number + 1
  if kind == "sign" then
    return before .. string.format("%09d", number) .. after
  elseif before:sub(-1) == "=" then
    return before .. number .. after
  end
  return before .. after
end

function done(summary, latency)
  local errors = summary.errors
  print(string.format(
    "figures %d %d %d %d %d %d",
    summary.requests,
    summary.duration,
    errors.status,
    errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50),
    latency:percentile(99)
  ))
end
