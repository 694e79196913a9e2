import Foundation
import HTTPKit
import TestSupport
import Testing

@testable import TeamsConnector

private let failure = "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error "

private let answers: [(status: Int, body: String, code: ConnectorError.Code?, wait: RetryTable.Wait)] = [
    (200, "1", nil, .never), (200, "", nil, .never), (202, "", nil, .never), (200, "{\"ok\":true}", nil, .never),
    (200, failure + "429 with ContextId tcid=0,server=x", .throttled, .retryAfter),
    (200, failure.uppercased() + "429", .throttled, .retryAfter),
    (200, failure + "502 with", .serviceFailed, .backoff), (200, failure + "412", .preconditionFailed, .backoff),
    (200, failure + "413", .tooLarge, .never), (200, failure + "400", .badArgument, .never),
    (200, failure + "403", .webhookRefused, .never), (200, failure + "404", .webhookGone, .never),
    (200, failure + "200", .serviceFailed, .never), (200, failure, .serviceFailed, .never),
    (200, failure + "99999999999999999999", .serviceFailed, .never),
    (200, "Webhook message delivery failed.", .serviceFailed, .never),
    (429, "", .throttled, .retryAfter), (503, "", .serviceFailed, .backoff), (500, "", .serviceFailed, .never),
    (400, "Summary or Text is required.", .badArgument, .never), (401, "", .webhookRefused, .never),
    (302, "", .webhookGone, .never), (404, "", .webhookGone, .never), (410, "", .webhookGone, .never),
    (413, "", .tooLarge, .never),
]

@Suite("What comes of a post to a webhook")
struct WebhookAnswerTests {
    @Test("no answer that tells of a failure is a success, whatever its status", arguments: answers)
    func meaning(status: Int, body: String, code: ConnectorError.Code?, wait: RetryTable.Wait) throws {
        let response = HTTP.Response(status: status, body: Array(body.utf8))
        let outcome = WebhookAnswer.outcome(
            of: response, at: try HTTP.Address("https://hook.example/secret"), now: Date(timeIntervalSince1970: 0))
        if case .refused(let refusal) = outcome {
            #expect(refusal.fact.meaning == code)
            #expect(refusal.fact.wait == wait)
            // A webhook has no token: nothing but itself is stopped.
            #expect(!refusal.isOfToken)
            #expect(!"\(ConnectorError("post", refusal))".contains("secret"))
        } else {
            #expect(code == nil)
        }
    }

    @Test("a throttle inside a success counts as one, with its wait")
    func throttle() throws {
        var response = HTTP.Response(status: 200, body: Array((failure + "429").utf8))
        response.fields["Retry-After"] = "7"
        let outcome = WebhookAnswer.outcome(
            of: response, at: try HTTP.Address("https://hook.example"), now: Date(timeIntervalSince1970: 0))
        #expect(outcome.retryAfter == .seconds(7))
        #expect(outcome.fact?.meaning == .throttled)
    }

    @Test("a post gets no token, and what went wrong names no address")
    func post() async throws {
        let transport = FakeTransport(.failure(HTTPTransportError(.connect, "no way to hook.example/secret")))
        let exchange = Exchange(tokens: nil, transport: transport, cloud: .public)
        let outcome = await exchange.post([], toWebhook: try HTTP.Address("https://hook.example/secret"))
        guard case .unanswered(let silence) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(silence.fact.meaning == .notConnected)
        #expect(!"\(silence)".contains("secret"))
    }

    @Test(
        "the last of n posts goes at the floor of a webhook's windows",
        arguments: [
            (4, 0), (5, 1), (60, 14), (61, 30), (100, 39), (101, 3600), (150, 3612), (151, 7200),
        ])
    func floors(count: Int, seconds: Int) {
        var windows = SlidingWindows(PacingScope.Kind.webhook.limits)
        var now = Duration.zero
        for _ in 0..<count {
            now = windows.earliest(now: now) ?? now
            windows.sent()
            windows.answered(now: now)
        }
        #expect(now == .seconds(seconds), "\(count)")
    }

    @Test(
        "what Microsoft Graph says about feeds",
        arguments: [
            (401, "Access token is empty.", .notRegistered, true),
            (
                403, "Missing role permissions on the request. API requires one of 'TeamsActivity.Send'.",
                .notConsented,
                false
            ),
            (
                403,
                "Application with AAD App Id 'x' is not authorized to generate custom text notifications to the "
                    + "recipient. Ensure that the expected Teams app is installed in the target scope", .notInstalled,
                false
            ),
            (404, "No user", .userNotFound, false), (409, "", .severalApps, false),
            (412, "The token expires within 45 minutes.", .preconditionFailed, false),
            (429, "Too many requests.", .throttled, false), (400, "topic is missing", .badArgument, false),
        ] as [(Int, String, ConnectorError.Code, Bool)])
    func feed(status: Int, message: String, code: ConnectorError.Code, isOfToken: Bool) {
        let body = "{\"error\":{\"code\":\"X\",\"message\":\"\(message)\"}}"
        let refusal = FeedAnswer.refusal(
            HTTP.Response(status: status, body: Array(body.utf8)), now: Date(timeIntervalSince1970: 0))
        #expect(refusal.fact.meaning == code)
        #expect(refusal.isOfToken == isOfToken)
    }
}
