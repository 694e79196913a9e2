public import JSONKit

/// A person or a bot in a conversation.
///
/// The service writes the directory id in two ways; read it as ``directoryID``.
public struct Account: WireObject {
    /// The id in conversations. Events may come without any name beside it.
    public var id: AccountID?
    /// The name that is shown.
    public var name: String?
    /// The id in Microsoft Entra: a GUID, the same for every bot.
    public var aadObjectId: String?
    /// The same id in the older spelling of the roster.
    public var objectId: String?
    /// First name, in rosters.
    public var givenName: String?
    /// Last name, in rosters.
    public var surname: String?
    /// Mail address, in rosters.
    public var email: String?
    /// Sign-in name, in rosters.
    public var userPrincipalName: String?
    /// The person's organisation.
    public var tenantId: TenantID?
    /// What the person is, in rosters.
    public var userRole: AccountRole?
    /// What the account is.
    public var role: AccountRole?
    /// Whether the recipient is the only one who sees the message.
    public var isTargeted: Bool?
    /// The user that an agent acts as.
    public var agenticUserId: String?
    /// The agent's instance.
    public var agenticAppId: String?
    /// What the agent was made from.
    public var agenticAppBlueprintId: String?
    /// What the service sent beyond these members.
    public var extras: JSONObject = [:]

    /// An object without any member.
    public init() {}

    /// An account, and the name that is shown.
    public init(_ id: AccountID, name: String? = nil) {
        self.id = id
        self.name = name
    }

    /// The id in Microsoft Entra, in whichever way it was written.
    public var directoryID: String? { aadObjectId ?? objectId }

    /// Whether `id` is this account's: the id in conversations, or the one in Microsoft Entra.
    package func isKnown(as id: AccountID) -> Bool {
        !id.isEmpty && (self.id == id || directoryID?.lowercased() == id.rawValue.lowercased())
    }

    /// The members by their names on the wire.
    public static let members: WireMembers<Account> = [
        .init("id", \.id),
        .init("name", \.name),
        .init("aadObjectId", \.aadObjectId),
        .init("objectId", \.objectId),
        .init("givenName", \.givenName),
        .init("surname", \.surname),
        .init("email", \.email),
        .init("userPrincipalName", \.userPrincipalName),
        .init("tenantId", \.tenantId),
        .init("userRole", \.userRole),
        .init("role", \.role),
        .init("isTargeted", \.isTargeted),
        .init("agenticUserId", \.agenticUserId),
        .init("agenticAppId", \.agenticAppId),
        .init("agenticAppBlueprintId", \.agenticAppBlueprintId),
    ]
}
