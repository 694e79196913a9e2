-- A load of authenticated activities, each with an id of its own: TOKEN and ACTIVITY come from the environment.
local before, after = os.getenv("ACTIVITY"):match("^(.*)@ID@(.*)$")
local head = "POST /api/messages HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    .. "Authorization: Bearer " .. os.getenv("TOKEN") .. "\r\nContent-Length: "
local start = os.time() * 1000000 + tonumber(os.getenv("RUN") or "0") * 100000000000000
local number = 0

request = function()
    number = number + 1
    local id = string.format("%d", start + number)
    return head .. (#before + #id + #after) .. "\r\n\r\n" .. before .. id .. after
end

done = function(summary, latency)
    io.write(string.format("RESULT %d %d %.3f\n", summary.requests, summary.errors.status + summary.errors.read
        + summary.errors.write + summary.errors.timeout, latency:percentile(99) / 1000))
end
