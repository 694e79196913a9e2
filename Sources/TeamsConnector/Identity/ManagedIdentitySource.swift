internal import Foundation
internal import HTTPKit
internal import JSONKit
package import ServiceKit
internal import TeamsModels

/// Where the resource that the bot runs on gives out tokens of its identities, and how it is asked. It may be asked
/// over plain `http`, and is shown no token of the bot's.
package struct ManagedIdentitySource: Sendable {
    private enum Place: Sendable {
        /// The metadata service of virtual machines.
        case machine
        /// App Service, Functions, Container Apps: an address of this machine, and a secret that only processes on it
        /// know.
        case appService(HTTP.Address, header: String)
    }

    private let place: Place

    /// - SeeAlso: [Tokens on a virtual
    ///   machine](https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token)
    package static let machine = ManagedIdentitySource(place: .machine)

    /// The one that the environment names in `IDENTITY_ENDPOINT` and `IDENTITY_HEADER`; else that of virtual machines.
    /// - Throws: `SettingError` for an address that is not on this machine, or without the header.
    /// - SeeAlso: [Managed identities of App
    ///   Service](https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference)
    package static func environment(_ environment: ProcessEnvironment) throws(SettingError) -> ManagedIdentitySource {
        guard let setting = environment["IDENTITY_ENDPOINT"] else { return .machine }
        let header = try environment.required(
            "IDENTITY_HEADER", "what App Service, Functions or Container Apps sets beside IDENTITY_ENDPOINT")
        let address = try setting.value("an address of this machine, or one that begins with https://") {
            guard let address = try? HTTP.Address($0), address.query == nil,
                address.isTrustworthy || address.host.isLinkLocal
            else { return nil as HTTP.Address? }
            return address
        }
        return ManagedIdentitySource(place: .appService(address, header: header.text))
    }

    /// Who is asked, for people.
    var name: String {
        switch place {
        case .machine: "the metadata service of the machine (169.254.169.254)"
        case .appService(let address, _): "IDENTITY_ENDPOINT (\(address.origin))"
        }
    }

    /// Asks for a token.
    /// - Parameters:
    ///   - resource: whom it is for.
    ///   - identity: a user-assigned identity; nil for the resource's own.
    func request(resource: String, identity: AppID?) -> HTTP.ClientRequest {
        var query = [(name: "resource", value: resource)]
        if let identity { query.append((name: "client_id", value: identity.rawValue)) }
        let url: String
        let fields: HTTP.Fields
        switch place {
        case .machine:
            let items = HTTP.Form([(name: "api-version", value: "2018-02-01")] + query)
            url = "http://169.254.169.254/metadata/identity/oauth2/token?\(items.text)"
            fields = ["Metadata": "true"]
        case .appService(let address, let header):
            url = address.appending([], query: [(name: "api-version", value: "2019-08-01")] + query).description
            fields = ["X-IDENTITY-HEADER": header]
        }
        return HTTP.ClientRequest(url: url, fields: fields, timeout: .seconds(10), maxResponseBytes: 1 << 20)
    }

    /// What an answer says.
    /// - Parameters:
    ///   - identity: who was asked for, for the error.
    ///   - now: what dates are measured from.
    func token(
        in response: HTTP.Response, identity: AppID?, now: Date
    ) throws(TokenFailure) -> AccessToken {
        let json = (try? JSONValue(parsing: response.body)) ?? .null
        let isGood = (200..<300).contains(response.status)
        if isGood, let value = json["access_token"]?.stringValue {
            let lifetime = TokenLifetime.read(json["expires_in"] ?? .null, until: json["expires_on"], now: now)
            return AccessToken(value, lifetime: lifetime)
        }
        let kind: TokenFailure.Kind =
            switch response.status {
            case 200..<300: .broken
            // A new machine knows its identities only after a while.
            case 404: .busy(retryAfter: nil)
            case 410: .updating
            case let status:
                .init(status: status, retryAfter: RetryAfter.duration(response.fields["Retry-After"], now: now))
            }
        throw TokenFailure(kind, explain(json, response.status, identity))
    }

    private func explain(_ json: JSONValue, _ status: Int, _ identity: AppID?) -> String {
        let error = ServiceErrorBody(json: json)
        let words = [error.code?.rawValue, error.message].compactMap { $0 }.map { text in
            guard case .appService(_, let header) = place, !header.isEmpty else { return printable(text) }
            return printable(String(text.unicodeScalars.prefix(8_000)).replacing(header, with: "…"))
        }.joined(separator: ": ")
        let advice =
            (400..<500).contains(status) && status != 429 && status != 410
            ? identity.map { "check that the identity '\($0)' is assigned to this resource; " }
                ?? "check that this resource has an identity of its own; "
            : ""
        return "\(advice)\(name) answered \(status)\(words.isEmpty ? "" : " \(words)")"
    }
}
