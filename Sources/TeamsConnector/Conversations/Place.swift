internal import HTTPKit
internal import JSONKit
internal import TeamsModels

/// Where a call goes: a conversation without its thread, the thread, and the conversation's own service URL.
struct Place: Sendable {
    let conversation: ConversationID
    let threadRoot: ActivityID?
    let tenant: TenantID?
    let service: HTTP.Address
    let isPersonal: Bool
    /// The conversation as threads of it are posted to.
    private let posting: ConversationID

    /// Throws before anything is sent when `reference` does not name a conversation or a service URL.
    init(_ reference: ConversationReference, for operation: String) throws(ConnectorError) {
        guard let id = reference.conversation?.id, !id.base.isEmpty else {
            throw .invalid("\(operation): the conversation's id is missing")
        }
        guard let url = reference.serviceUrl, !url.isEmpty else {
            throw .invalid("\(operation): the conversation carries no service URL; store the whole reference")
        }
        conversation = id.base
        threadRoot = id.threadRoot
        service = try .service(url, for: operation)
        tenant = reference.conversation?.tenantId?.nonEmpty ?? service.tenant
        isPersonal = reference.isPersonal
        // A reply to a message of a chat is an ordinary message there, whatever it answers: only the id of the
        // conversation names a thread. In a channel the message that is answered names it.
        posting = reference.isChat ? id : id.base
    }

    /// Where a new message goes: below `parent`, else into the conversation as a whole.
    func postingPath(under parent: ActivityID?) -> [String] {
        ["v3", "conversations", posting.rawValue, "activities"] + (parent.map { [$0.rawValue] } ?? [])
    }

    /// The path of the conversation, with what follows it.
    func path(_ rest: String...) -> [String] { ["v3", "conversations", conversation.rawValue] + rest }

    /// The lane of what changes the conversation.
    var sending: Lane { Lane(.sends(conversation.rawValue), tenant: tenant) }

    /// The lane of questions about the conversation.
    var asking: Lane { Lane(.roster(conversation.rawValue), tenant: tenant) }
}

extension TenantID {
    /// Nil when nothing is written.
    var nonEmpty: TenantID? { rawValue.isEmpty ? nil : self }
}

extension HTTP.Address {
    /// The organisation that a service URL of Teams names at its end: `https://smba.trafficmanager.net/amer/{tenant}`.
    var tenant: TenantID? {
        guard let last = path.split(separator: "/").last else { return nil }
        let groups = last.split(separator: "-", omittingEmptySubsequences: false)
        guard groups.map(\.utf8.count) == [8, 4, 4, 4, 12], groups.allSatisfy({ $0.allSatisfy(\.isHexDigit) })
        else { return nil }
        return TenantID(rawValue: String(last))
    }

    /// Whether it is `other`, or an address below it.
    func isBelow(_ other: HTTP.Address) -> Bool {
        guard origin == other.origin, path.hasPrefix(other.path) else { return false }
        return path.utf8.count == other.path.utf8.count || path.dropFirst(other.path.count).hasPrefix("/")
    }

    /// The service that a reference or a caller names.
    static func service(_ text: String, for operation: String) throws(ConnectorError) -> HTTP.Address {
        do throws(HTTP.AddressError) {
            return try HTTP.Address(trustworthyBase: text)
        } catch {
            throw .invalid("\(operation): the service URL '\(text)' \(error.reason)")
        }
    }
}
