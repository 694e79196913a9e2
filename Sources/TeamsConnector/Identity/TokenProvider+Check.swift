extension TokenProvider {
    /// Asks for a token as the first message would, and forgets it: says whether the credentials are right.
    /// - Throws: ``ConnectorError`` that names the setting to look at.
    package func check() async throws(ConnectorError) { _ = try await token(for: botScope) }
}
