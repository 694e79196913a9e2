extension Credentials {
    /// `text` without the client secret, where it stands there. Files and tokens are not looked for: nobody has them
    /// at hand.
    package func hidingSecret(in text: String) -> String {
        guard case .secret(let secret) = proof, !secret.isEmpty else { return text }
        return text.replacing(secret, with: "(secret)")
    }
}
