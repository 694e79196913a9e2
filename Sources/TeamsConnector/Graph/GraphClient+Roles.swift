internal import JSONKit
package import TeamsModels
internal import TokenKit

extension GraphClient {
    /// The application permissions that the app has, as its token says; nil where that cannot be read.
    ///
    /// Nothing is decided by it: it is told to whoever asks what is missing.
    package func roles(tenant: TenantID? = nil) async throws(GraphError) -> Set<String>? {
        guard let token = try await token(tenant: tenant) else { return nil }
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let bytes = Base64URL.decode(String(parts[1])),
            let claims = try? JSONValue(parsing: bytes)
        else { return nil }
        return Set((claims["roles"]?.arrayValue ?? []).compactMap(\.stringValue))
    }
}
