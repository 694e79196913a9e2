internal import JSONKit

/// Someone who works here.
struct Person: Sendable, Hashable {
    /// What control-plane calls know them by: `ines`.
    var handle: Handle
    var name: String
    /// An id as bots see it, when it was chosen by hand. Without one it differs for each bot, as in Teams.
    var id: String?
    var aadObjectId: String
    var userPrincipalName: String
    var email: String
    /// `en-GB`
    var locale = "en-US"
    /// An IANA name: `Europe/Stockholm`.
    var timeZone = "UTC"
    var readReceipts = true
    /// Their Teams is too old to show messages that are for one person alone.
    var oldClient = false
    var extras = JSONObject()
}

extension Person {
    /// Someone of whom no more than the name is known.
    init(handle: Handle, name: String, tenant: String) {
        self.init(handle: handle, name: name, aadObjectId: "", userPrincipalName: "", email: "")
        complete(tenant: tenant)
    }

    /// Makes up what was not said.
    mutating func complete(tenant: String) {
        if name.isEmpty { name = handle.rawValue }
        if aadObjectId.isEmpty { aadObjectId = StableID.guid("person", tenant, handle.rawValue) }
        let account = handle.rawValue.lowercased().filter { !$0.isWhitespace && $0 != "@" }
        if email.isEmpty { email = "\(account)@harbor.test" }
        if userPrincipalName.isEmpty { userPrincipalName = email }
    }

    /// The ids by which they are found whatever bot asks, in small letters.
    var directoryNames: [String] { [aadObjectId.lowercased(), userPrincipalName.lowercased()] }
}

extension Person: StoredRow, TableRow {
    var rowID: Handle { handle }

    init() { self.init(handle: "", name: "", aadObjectId: "", userPrincipalName: "", email: "") }

    static let shape: RowShape<Person> = [
        .required("handle", \.handle), .written("name", \.name), .optional("id", \.id),
        .written("aadObjectId", \.aadObjectId), .written("userPrincipalName", \.userPrincipalName),
        .written("email", \.email), .written("locale", \.locale), .written("timeZone", \.timeZone),
        .written("readReceipts", \.readReceipts), .unless(false, "oldClient", \.oldClient),
    ]
}
