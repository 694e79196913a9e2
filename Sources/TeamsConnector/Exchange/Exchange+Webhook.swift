package import HTTPKit
internal import ServiceKit

extension Exchange {
    /// Posts JSON to a webhook, once. Its address is its key: it gets no token, and is named in no error.
    package func post(_ body: [UInt8], toWebhook address: HTTP.Address) async -> Outcome {
        let request = HTTP.ClientRequest(
            method: "POST", url: address.description,
            fields: ["User-Agent": userAgent, "Content-Type": "application/json; charset=utf-8"], body: body,
            timeout: timeout, maxResponseBytes: 64 << 10)
        do throws(HTTPTransportError) {
            let response = try await transport.send(request)
            return WebhookAnswer.outcome(of: response, at: address, now: wallClock.now)
        } catch {
            return .unanswered(Silence(HTTPTransportError(error.code, "the webhook did not answer")))
        }
    }
}
