internal import Foundation
package import HTTPKit
internal import TokenKit

/// The webhook that a notification goes to: its name in the settings, or its address.
///
/// Who has the address can post, so it is a secret: only the store and the request to it ever hold it. Wherever a
/// webhook is shown it is its name, or of an address the host and a few letters of a digest.
package struct WebhookName: Sendable, Hashable {
    /// What was written: a name in small letters, or an address.
    let text: String

    package init(_ text: String) { self.text = Self.isAddress(text) ? text : text.lowercased() }

    /// One that only stands for how another is shown.
    init(shownAs text: String) { self.text = text }

    /// What is wrong with it, for people; nil when nothing is. Never says the address.
    package static func problem(_ text: String) -> String? {
        guard isAddress(text) else {
            let isName =
                (1...64).contains(text.utf8.count)
                && text.utf8.allSatisfy { byte in
                    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                        || "._-".utf8.contains(byte)
                }
            return isName ? nil : "must be an https address, or a name of `webhooks` in the settings"
        }
        guard text.utf8.count <= 4096 else { return "is longer than any address of a webhook" }
        do throws(HTTP.AddressError) {
            return try HTTP.Address(text).isTrustworthy ? nil : "must be an https address"
        } catch {
            return error.reason
        }
    }

    /// The address; nil for a name.
    package var address: HTTP.Address? { Self.isAddress(text) ? try? HTTP.Address(text) : nil }

    /// What it is called wherever it is shown: `ops`, or `contoso.webhook.office.com#5f1d8a2c`.
    package var shown: String {
        guard Self.isAddress(text) else { return text }
        let digest = sha256(Array(text.utf8)).prefix(4).map { byte in
            let digits = String(byte, radix: 16)
            return byte < 16 ? "0" + digits : digits
        }
        return "\(address?.host.name ?? "webhook")#\(digest.joined())"
    }

    private static func isAddress(_ text: String) -> Bool { text.contains("/") || text.contains(":") }
}

extension WebhookName: CustomStringConvertible, CustomReflectable {
    package var description: String { shown }
    package var customMirror: Mirror { Mirror(self, children: ["shown": shown]) }
}
