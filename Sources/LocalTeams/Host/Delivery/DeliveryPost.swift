internal import Foundation
internal import HTTPKit
internal import JSONKit
internal import TokenKit

/// Posts activities to bots as Teams does: with a token, and with 15 s of the world's clock for the answer.
struct DeliveryPost: Sendable {
    /// How long a bot may take, on the world's clock.
    static let patience = Duration.seconds(15)
    /// The longest answer that a bot may give, in bytes.
    static let maxAnswerBytes = 1 << 20

    let transport: any HTTPTransport
    let signer: DeliverySigner
    let clock: WorldClock

    /// Posts once, unless a fault has the bot's answer already.
    /// - Throws: when the delivery cannot be signed; then nothing was sent.
    func attempt(
        _ delivery: Delivery, isSigned: Bool, struckBy strike: FaultStrike? = nil
    ) async throws(TokenError) -> DeliveryAttempt {
        var request = HTTP.ClientRequest(
            method: "POST", url: delivery.endpoint,
            fields: ["Content-Type": "application/json; charset=utf-8", "User-Agent": "Microsoft-SkypeBotApi (local)"],
            body: JSONValue.object(delivery.activity).serialized(), timeout: .seconds(86_400),
            maxResponseBytes: Self.maxAnswerBytes)
        request.fields["x-ms-conversation-id"] = Self.fieldValue(delivery.activity["conversation"]?["id"])
        request.fields["x-ms-tenant-id"] = Self.fieldValue(delivery.activity["conversation"]?["tenantId"])
        if isSigned, let token = try signer.token(for: delivery, now: Date()) {
            request.fields["Authorization"] = "Bearer \(token)"
        }
        let began = clock.now
        let start = ContinuousClock.now
        let answer = await answer(to: request, from: began, strike?.fault)
        return DeliveryAttempt(
            delivery: delivery, request: request, began: began,
            milliseconds: (ContinuousClock.now - start) / .milliseconds(1), answer: answer, strike: strike)
    }

    /// A text as a header field can have it: what is no visible ASCII is percent-encoded. Teams' own ids stay the same.
    private static func fieldValue(_ json: JSONValue?) -> String? {
        guard let text = json?.stringValue, !text.isEmpty else { return nil }
        return text.addingPercentEncoding(withAllowedCharacters: fieldCharacters)
    }

    private static let fieldCharacters = CharacterSet(charactersIn: "!"..."~")

    /// Whether something answers at an endpoint, whatever it answers to a request that is no activity.
    func reaches(_ endpoint: String) async -> Bool {
        guard BotEndpoint.isAllowed(endpoint) else { return false }
        let request = HTTP.ClientRequest(url: endpoint, timeout: .seconds(5), maxResponseBytes: Self.maxAnswerBytes)
        return (try? await transport.send(request)) != nil
    }

    /// The bot's answer, or what a fault gives out as the bot's answer.
    private func answer(
        to request: HTTP.ClientRequest, from began: Instant, _ fault: Fault?
    ) async -> DeliveryAttempt.Answer {
        let deadline = began + Self.patience
        guard let fault else { return await send(request, until: deadline) }
        let given = fault.isAfterDelivery ? await send(request, until: deadline) : nil
        if fault.delay > .zero {
            let due = min(began + fault.delay, deadline)
            try? await clock.sleep(until: due)
            guard due < deadline else { return .late }
        }
        switch fault.status {
        case nil:
            if let given { return given }
            return await send(request, until: deadline)
        case Fault.dropped: return .failed(HTTPTransportError(.dropped, "the connection was dropped"))
        case let status?:
            return .response(
                .answer(status, fault.body(of: "deliver"), retryAfter: fault.retryAfter?.text))
        }
    }

    /// Sends, and gives up when the world's clock shows `deadline`.
    private func send(_ request: HTTP.ClientRequest, until deadline: Instant) async -> DeliveryAttempt.Answer {
        await withTaskGroup(of: DeliveryAttempt.Answer.self) { group in
            group.addTask { [transport] in
                do throws(HTTPTransportError) {
                    return .response(try await transport.send(request))
                } catch {
                    return .failed(error)
                }
            }
            group.addTask { [clock] in
                try? await clock.sleep(until: deadline)
                return .late
            }
            let first = await group.next() ?? .late
            group.cancelAll()
            return first
        }
    }
}
