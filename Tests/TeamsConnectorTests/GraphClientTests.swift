import Foundation
import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsModels
import TestSupport
import Testing

@testable import TeamsConnector

private let request = GraphRequest(
    "install the app for a person", "POST", path: ["users", "u 1", "teamwork", "installedApps"], body: ["a": 1],
    needs: .installForUsers, counting: [.install], isRepeatable: true)
private let list = GraphRequest("read the people", path: ["users"], query: [.init("$top", "2")], needs: .users)

/// Grants tokens, and answers everything else as it is told.
private func service(_ replies: FakeTransport.Reply...) -> FakeTransport {
    let asked = Counter()
    return FakeTransport { request, _ in
        if request.url.hasSuffix("/token") {
            return .answer(200, ["access_token": "secret", "expires_in": 3599])
        }
        return replies[min(asked.next(), replies.count) - 1]
    }
}

private final class Counter: Sendable {
    private let count = Mutex(0)
    func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}

private func graph(_ transport: FakeTransport, _ virtual: VirtualTime) -> GraphClient {
    Connector(
        tokens: TokenProvider(
            .clientSecret("s", clientID: "app-1", tenantID: "home"), transport: transport, clock: virtual.clock),
        transport: transport, clock: virtual.clock, random: { 0.5 }
    ).graph
}

private func with<Value: Sendable>(
    _ transport: FakeTransport, _ body: @escaping @Sendable (GraphClient, VirtualTime) async throws -> Value
) async throws -> Value {
    try await VirtualTime.run { virtual in try await body(graph(transport, virtual), virtual) }
}

@Suite("Asking Microsoft Graph")
struct GraphClientTests {
    @Test("A request has the token of the organisation for Graph, and its answer is read")
    func answered() async throws {
        let transport = service(.answer(201, ["id": "7"], ["Location": "/users/u/teamwork/installedApps/7"]))
        let reply = try await with(transport) { graph, _ in try await graph.send(request, tenant: "elsewhere") }
        #expect(reply.json["id"] == "7" && reply.location == "/users/u/teamwork/installedApps/7")
        let token = try #require(transport.requests.first)
        #expect(token.url == "https://login.microsoftonline.com/elsewhere/oauth2/v2.0/token")
        #expect(String(decoding: token.body, as: UTF8.self).contains("graph.microsoft.com%2F.default"))
        let sent = try #require(transport.requests.last)
        #expect(sent.url == "https://graph.microsoft.com/v1.0/users/u%201/teamwork/installedApps")
        #expect(sent.fields["Authorization"] == "Bearer secret")
    }

    /// What Graph says, and what it means.
    private static let refusals: [(status: Int, code: String, message: String, GraphError.Code)] = [
        (401, "InvalidAuthenticationToken", "Access token is empty.", .tokenRefused),
        (
            403, "Forbidden",
            "Missing role permissions on the request. API requires one of 'A.B'. Roles on the request ''.",
            .missingPermission
        ),
        (403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.", .missingPermission),
        (403, "Forbidden", "The application with AAD App Id 'x' is not allowed to manage the Teams App.", .notOwnApp),
        (403, "Forbidden", "The app is blocked by app permission policy.", .blockedByPolicy),
        (404, "NotFound", "No such person", .notFound), (409, "Conflict", "App already installed", .conflict),
        (400, "BadRequest", "The app does not support the scope", .invalid), (500, "X", "", .unavailable),
        (429, "TooManyRequests", "", .throttled),
    ]

    @Test("A refusal says what is missing and where to give it", arguments: refusals)
    func refused(status: Int, code: String, message: String, meaning: GraphError.Code) async throws {
        let transport = service(.refusal(status, code, message, ["Retry-After": "900", "request-id": "r"]))
        let error = await #expect(throws: GraphError.self) {
            try await with(transport) { graph, _ in _ = try await graph.send(request) }
        }
        #expect(error?.code == meaning && error?.status == status && error?.requestID == "r")
        #expect(error?.message.contains("secret") == false)
        guard meaning == .missingPermission else { return }
        for part in [
            "app-1", "TeamsAppInstallation.ReadWriteSelfForUser.All", "Microsoft Entra admin center",
            "App registrations", "Grant admin consent",
        ] { #expect(error?.message.contains(part) == true) }
    }

    @Test("What Graph asks to repeat is repeated, and all that counts alike waits with it")
    func repeated() async throws {
        let transport = service(
            .refusal(429, "TooManyRequests", "", ["Retry-After": "7"]), .refusal(503, "X"), .answer(201))
        let waited = try await with(transport) { graph, virtual in
            let start = virtual.now
            async let first = graph.send(request)
            async let second = graph.send(request)
            _ = try await (first, second)
            return virtual.now - start
        }
        #expect(waited >= .seconds(7) && waited < .seconds(20))
        #expect(transport.requests.filter { $0.method == "POST" && !$0.url.hasSuffix("/token") }.count == 4)
    }

    @Test("What may have been done is not repeated, unless it may be done twice")
    func ambiguous() async throws {
        let once = GraphRequest("notify a person", "POST", path: ["x"], needs: .activityFeed)
        let transport = service(.refusal(502, "X"), .answer(204))
        let error = await #expect(throws: GraphError.self) {
            try await with(transport) { graph, _ in _ = try await graph.send(once) }
        }
        #expect(error?.code == .unavailable)
        let again = service(.refusal(502, "X"), .answer(204))
        #expect(try await with(again) { graph, _ in try await graph.send(request) }.status == 204)
    }

    @Test("A list is read part by part, and leads nowhere but to Graph")
    func pages() async throws {
        let next = "https://graph.microsoft.com/v1.0/users?$skiptoken=a"
        let transport = service(
            .answer(200, ["value": [["id": "1"]], "@odata.nextLink": .string(next)]),
            .answer(200, ["value": [["id": "2"]]]))
        let ids = try await with(transport) { graph, _ in
            let first = try await graph.page(list)
            let second = try await graph.page(list, after: first.next)
            #expect(second.next == nil)
            return (first.items + second.items).compactMap { $0["id"]?.stringValue }
        }
        #expect(ids == ["1", "2"])
        #expect(transport.requests.last?.url == next)
        for foreign in [
            "https://graph.microsoft.com.harvest.test/v1.0/users", "http://graph.microsoft.com/v1.0/users",
            "https://graph.microsoft.com/other", "https://graph.microsoft.com:8443/v1.0/users", "/v1.0/users",
        ] {
            let transport = service(.answer(200, ["value": [], "@odata.nextLink": .string(foreign)]))
            let error = await #expect(throws: GraphError.self) {
                try await with(transport) { graph, _ in _ = try await graph.page(list) }
            }
            #expect(error?.code == .unreadable, "\(foreign)")
        }
    }
}
