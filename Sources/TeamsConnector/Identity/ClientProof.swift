/// What a bot shows to a token endpoint, in the fields of a form. Never printed.
struct ClientProof: Sendable {
    /// The form's fields.
    let fields: [(name: String, value: String)]
    /// What it is, as people know it: the setting, or the file.
    let name: String
    private let secret: String

    /// A client secret.
    static func secret(_ secret: String) -> ClientProof {
        ClientProof(fields: [("client_secret", secret)], name: "CLIENT_SECRET", secret: secret)
    }

    /// A token that somebody whom the registration trusts has signed: the bot with its certificate, or another issuer.
    /// - SeeAlso: [RFC 7523 §2.2](https://www.rfc-editor.org/rfc/rfc7523#section-2.2)
    static func assertion(_ assertion: String, name: String) -> ClientProof {
        ClientProof(
            fields: [
                ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
                ("client_assertion", assertion),
            ], name: name, secret: assertion)
    }

    /// The beginning of what a service says, for one line and without the secret. Only so much of it is looked at as is
    /// ever shown.
    func redacted(_ message: String) -> String {
        let beginning = String(message.unicodeScalars.prefix(8_000))
        return printable(secret.isEmpty ? beginning : beginning.replacing(secret, with: "…"))
    }
}
