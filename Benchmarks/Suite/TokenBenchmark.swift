import Foundation
import JSONKit
import TokenKit

/// Verifying an RS256 token of a channel: the first time, and from the cache.
func measureTokens() throws {
    let key = try SigningKey.generate(keyID: "bench")
    let token = try key.sign(claims(app: "app", serviceURL: "https://smba.trafficmanager.net/emea/"))
    let keys = try KeySet(json: ["keys": [.object(key.publicJWK)]])
    let requirements = TokenRequirements(issuers: ["https://api.botframework.com"], audiences: ["app"])
    let now = Date()

    let cached = TokenVerifier(requirements: requirements)
    let warm = try secondsPerCall(50_000) { _ = try cached.verify(token, keys: keys, now: now) }
    report("verify RS256, from the cache", warm * 1e6, "µs")
    let cold = try secondsPerCall(5_000) {
        _ = try TokenVerifier(requirements: requirements).verify(token, keys: keys, now: now)
    }
    report("verify RS256, first time", cold * 1e6, "µs")
    report("tokens verified a second, first time", 1 / cold, "/s")
    let sign = try secondsPerCall(500) { _ = try key.sign(["iss": "x"]) }
    report("sign RS256", sign * 1e6, "µs")
}

/// What the channel says of itself in a token to a bot.
func claims(app: String, serviceURL: String) -> JSONObject {
    let now = Int(Date().timeIntervalSince1970)
    return [
        "iss": "https://api.botframework.com", "aud": .string(app), "serviceurl": .string(serviceURL),
        "nbf": JSONValue(now - 10), "exp": JSONValue(now + 86_400),
    ]
}
