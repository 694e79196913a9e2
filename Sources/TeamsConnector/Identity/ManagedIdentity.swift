internal import JSONKit
public import TeamsModels

/// Which identity of the Azure resource that the bot runs on proves it.
public struct ManagedIdentity: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        case app
        case system
        case user(AppID)
    }
    let kind: Kind

    /// The bot's registration is itself a user-assigned identity of the resource: its tokens are the bot's.
    public static let app = ManagedIdentity(kind: .app)
    /// The resource's own identity, which a federated credential of the bot's registration trusts.
    public static let system = ManagedIdentity(kind: .system)
    /// A user-assigned identity of the resource, which a federated credential of the bot's registration trusts.
    public static func user(_ clientID: AppID) -> ManagedIdentity { ManagedIdentity(kind: .user(clientID)) }

    /// What the setting `MANAGED_IDENTITY_CLIENT_ID` means: `system`, or the id of an identity. The bot's own id means
    /// ``app``.
    package init(_ text: String, ofApp clientID: AppID) {
        let name = text.lowercased()
        self.init(
            kind: name == "system"
                ? .system : name == clientID.rawValue.lowercased() ? .app : .user(AppID(rawValue: text)))
    }

    private init(kind: Kind) { self.kind = kind }
}
