internal import Foundation
package import HTTPKit
internal import JSONKit
internal import ServiceKit
package import TeamsModels

extension Exchange {
    /// Asks Microsoft Graph, once, to put a notice into activity feeds.
    /// - Parameters:
    ///   - body: the notice; with its recipients when it is for many.
    ///   - user: the one person; nil for those whom the body names.
    ///   - tenant: whose Graph is asked; nil for that of the credentials.
    ///   - graph: the address of Graph.
    package func notify(
        _ body: [UInt8], user: String?, in tenant: TenantID?, at graph: HTTP.Address
    ) async -> Outcome {
        let path =
            user.map { ["v1.0", "users", $0, "teamwork", "sendActivityNotification"] }
            ?? ["v1.0", "teamwork", "sendActivityNotificationToRecipients"]
        let address = graph.appending(path)
        var request = HTTP.ClientRequest(
            method: "POST", url: address.description,
            fields: ["User-Agent": userAgent, "Content-Type": "application/json; charset=utf-8"], body: body,
            timeout: timeout)
        request.fields.addTrace()
        let scope = tokens?.graphScope(tenantID: tenant)
        var token: AccessToken?
        if let tokens, let scope {
            do throws(ConnectorError) {
                token = try await tokens.token(for: scope)
            } catch {
                return .withheld(error)
            }
        }
        if let token { request.fields["Authorization"] = "Bearer \(token.value)" }
        let response: HTTP.Response
        do throws(HTTPTransportError) {
            response = try await transport.send(request)
        } catch {
            return .unanswered(Silence(error))
        }
        if (200..<300).contains(response.status) { return .answered(Answer(response, at: graph)) }
        // 412: it ends too soon for many recipients, who are told over the next 45 minutes.
        if response.status == 401 || response.status == 412, let tokens, let token, let scope {
            tokens.drop(token, of: scope)
        }
        return .refused(FeedAnswer.refusal(response, now: wallClock.now))
    }
}
