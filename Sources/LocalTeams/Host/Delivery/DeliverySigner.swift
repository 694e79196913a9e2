internal import Foundation
internal import JSONKit
internal import LockKit
internal import TokenKit

/// Makes the tokens that go with deliveries, as wire-contract section 17 has them.
final class DeliverySigner: Sendable {
    /// What deliveries to bots are issued by.
    static let issuer = "https://api.botframework.com"

    private let keys: KeyRing
    private let modes = Mutex<[AppID: SendMode]>([:])

    init(keys: KeyRing) {
        self.keys = keys
    }

    /// Signs the next deliveries to `bot` in that way.
    func setMode(_ mode: SendMode, bot: AppID) {
        modes.withLock { $0[bot] = mode }
    }

    /// Signs every delivery well again.
    func reset() {
        modes.withLock { $0.removeAll() }
    }

    /// The token for a delivery; nil when none is to be sent.
    /// - Parameter now: the real time; tokens do not follow the world's clock.
    func token(for delivery: Delivery, now: Date) throws(TokenError) -> String? {
        let mode = modes.withLock { $0[delivery.bot] } ?? .valid
        guard mode != .none else { return nil }
        let issued = Int(now.timeIntervalSince1970) - (mode == .expired ? 7_200 : 0)
        let claims: JSONObject = [
            "iss": .string(Self.issuer),
            "aud": .string(mode == .wrongAudience ? "11111111-1111-4111-8111-111111111111" : delivery.bot.rawValue),
            "serviceurl": .string(
                mode == .wrongServiceUrl
                    ? "https://elsewhere.invalid/" : delivery.activity["serviceUrl"]?.stringValue ?? ""),
            "iat": .number(JSONNumber(issued)),
            "nbf": .number(JSONNumber(issued)),
            "exp": .number(JSONNumber(issued + 3_600)),
        ]
        switch mode {
        case .wrongKey: return try keys.signWithStrayKey(claims, knownID: true)
        case .unknownKey: return try keys.signWithStrayKey(claims, knownID: false)
        default: return try keys.sign(claims)
        }
    }
}
