internal import Foundation
internal import HTTPKit
internal import JSONKit
internal import TeamsModels

/// The webhooks that have a name, and which addresses may be posted to.
package struct WebhookBook: Sendable {
    /// None has a name, and all are elsewhere.
    package static let empty = WebhookBook()

    private var addresses: [String: HTTP.Address] = [:]
    private var names: [HTTP.Address: String] = [:]
    /// Whether webhooks may be on this machine: those of Local Teams.
    private var allowsLoopback = false

    private init() {}

    /// - Parameters:
    ///   - webhooks: addresses by name.
    ///   - allowsLoopback: whether they may be on this machine, where nothing needs a certificate.
    /// - Throws: ``NotificationError/Code/configuration`` with the name of the one that is wrong, never its address.
    package init(_ webhooks: [String: String], allowsLoopback: Bool) throws(NotificationError) {
        self.allowsLoopback = allowsLoopback
        for (name, text) in webhooks.sorted(by: { $0.key < $1.key }) {
            let known = WebhookName(name)
            guard known.address == nil, WebhookName.problem(name) == nil else {
                throw Self.error("\"\(name.excerpt)\" is no name: letters, digits, '.', '_' and '-'")
            }
            let webhook = WebhookName(text)
            guard let address = webhook.address, WebhookName.problem(text) == nil else {
                throw Self.error("\(name) must be an https address")
            }
            if let problem = problem(with: address) { throw Self.error("\(name) \(problem)") }
            // One address, one lane: else two would share its windows and know nothing of each other.
            if let other = names[address] { throw Self.error("\(name) and \(other) are the same address") }
            guard addresses[known.text] == nil else { throw Self.error("\(name) stands there twice") }
            addresses[known.text] = address
            names[address] = known.text
        }
    }

    private static func error(_ problem: String) -> NotificationError {
        NotificationError(.configuration, "webhooks: \(problem)")
    }

    /// Why a notification cannot go there, for people; nil when it can.
    func problem(with webhook: WebhookName) -> String? {
        if let address = webhook.address { return problem(with: address) }
        guard addresses[webhook.text] == nil else { return nil }
        let known = addresses.keys.sorted().prefix(10).joined(separator: ", ")
        return "is no name of `webhooks` in the settings" + (known.isEmpty ? "" : ": there are \(known)")
    }

    private func problem(with address: HTTP.Address) -> String? {
        if address.isLoopback {
            return allowsLoopback ? nil : "is on this machine, which is for Local Teams (LOCAL_TEAMS_URL) alone"
        }
        return address.isSecure ? nil : "must be an https address"
    }

    /// The audience with each address that has a name under that name.
    func named(_ audience: NotificationAudience) -> NotificationAudience {
        audience.mappingWebhooks { webhook in
            webhook.address.flatMap { names[$0] }.map { WebhookName($0) } ?? webhook
        }
    }

    /// The address of a webhook; nil for a name that nobody knows, and for an address that must not be posted to.
    func address(of webhook: WebhookName) -> HTTP.Address? {
        problem(with: webhook) == nil ? webhook.address ?? addresses[webhook.text] : nil
    }

    /// The address of a webhook that goes by that name in the ledger; nil when it has none there.
    func address(of target: ConversationID) -> HTTP.Address? {
        addresses[String(target.rawValue.dropFirst(DeliveryRoute.webhookPrefix.count))]
    }
}
