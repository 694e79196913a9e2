internal import JSONKit

/// A sign-in that a bot's registration knows (an *OAuth connection setting* of Azure Bot).
struct Connection: Sendable, Hashable {
    var name: String
    /// Whether a client can offer a token without asking the person: single sign-on.
    var sso = false
    /// Whether an exchange is refused until the person agreed once, by the popup.
    var asksConsent = false
    var extras = JSONObject()
}

extension Connection: StoredRow {
    init() { self.init(name: "") }

    static let shape: RowShape<Connection> = [
        .required("name", \.name), .unless(false, "sso", \.sso), .unless(false, "asksConsent", \.asksConsent),
    ]
}
