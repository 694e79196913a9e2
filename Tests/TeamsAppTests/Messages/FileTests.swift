import Foundation
import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsConnector
import TeamsModels
import Testing

@testable import TeamsApp

@Suite("Files and pictures")
struct FileTests {
    /// Servers of files, by the address; a request to any other is a 404. Keeps what was asked, with its token.
    private final class Servers: HTTPTransport {
        private let answers: [String: HTTP.Response]
        private let teams = FakeTeams()
        let asked = Mutex<[(method: String, url: String, token: String?, range: String?, bytes: Int)]>([])

        init(_ answers: [String: HTTP.Response]) { self.answers = answers }

        func send(_ request: HTTP.ClientRequest) async throws(HTTPTransportError) -> HTTP.Response {
            guard request.method == "PUT" || answers[request.url] != nil || request.url.contains("files.test") else {
                return try await teams.send(request)
            }
            asked.withLock {
                $0.append(
                    (
                        request.method, request.url, request.fields["Authorization"], request.fields["Content-Range"],
                        request.body.count
                    ))
            }
            let answer = answers[request.url] ?? HTTP.Response(status: 404)
            guard answer.body.count <= request.maxResponseBytes else { throw HTTPTransportError(.tooLarge, "too long") }
            return answer
        }
        var calls: [FakeTeams.Call] { teams.calls }
    }

    private func run(
        _ servers: Servers, attachments: JSONValue = [], _ work: @escaping @Sendable (TurnContext) async throws -> Void
    ) async throws {
        var configuration = AppConfiguration()
        configuration.credentials = .clientSecret("S", clientID: AppID(rawValue: Bot.appID))
        let outer = Bot()
        let app = App(configuration, transport: servers, clock: outer.clock, wallClock: outer.wallClock)
        let failure = Mutex<(any Error)?>(nil)
        app.onActivity { context in
            do { try await work(context) } catch { failure.withLock { $0 = error } }
        }
        let body = Inbound.message("hi", in: Inbound.personal, ["attachments": attachments])
        let request = try outer.request(body.serialized(), authorization: "Bearer \(outer.token())")
        #expect(await app.handle(request).status == 200)
        try failure.withLock { if let error = $0 { throw error } }
    }

    private static let view = "https://smba.trafficmanager.net/emea/t/v3/attachments/77/views/original"
    private static let elsewhere = "https://files.test/77.png"

    private static func picture(_ url: String) -> JSONValue { ["contentType": "image/*", "contentUrl": .string(url)] }
    private static func file(_ url: String, name: String = "a.csv") -> JSONValue {
        [
            "contentType": "application/vnd.microsoft.teams.file.download.info", "name": .string(name),
            "contentUrl": "https://files.test/web", "content": ["downloadUrl": .string(url), "fileType": "csv"],
        ]
    }

    @Test("E10, E11 that came with a message are listed; the HTML of its text and cards are none of them")
    func listed() async throws {
        let attachments: JSONValue = [
            ["contentType": "text/html", "content": "<p>hi</p>", "contentUrl": "https://files.test/html"],
            Self.picture(Self.view), Self.file("https://files.test/a"), ["contentType": "image/png"], 7,
            [
                "contentType": "application/vnd.microsoft.teams.file.download.info",
                "contentUrl": "https://files.test/x",
            ],
        ]
        try await run(Servers([:]), attachments: attachments) { context in
            #expect(context.attachments.map(\.isPicture) == [true, false])
            #expect(context.attachments.last?.name == "a.csv" && context.attachments.last?.fileType == "csv")
        }
        try await run(Servers([:])) { #expect($0.attachments.isEmpty) }
    }

    @Test("are fetched with the bot's token where the allow list reaches, and nowhere else")
    func tokens() async throws {
        let bytes = HTTP.Response(status: 200, fields: ["Content-Type": "image/png"], body: [1, 2, 3])
        let servers = Servers([Self.view: bytes, Self.elsewhere: bytes, "https://files.test/a": bytes])
        let attachments: JSONValue = [
            Self.picture(Self.view), Self.picture(Self.elsewhere), Self.file("https://files.test/a"),
        ]
        try await run(servers, attachments: attachments) { context in
            for attachment in context.attachments {
                let file = try await attachment.download()
                #expect(file.bytes == [1, 2, 3] && file.contentType == "image/png")
            }
        }
        #expect(servers.asked.withLock { $0.map(\.token) } == ["Bearer T", nil, nil])
    }

    @Test(
        "that moved are followed without the token, also within the service",
        arguments: [elsewhere, "https://smba.trafficmanager.net/emea/t/v3/other", "/emea/t/v3/other"])
    func moved(_ location: String) async throws {
        let end = location.hasPrefix("/") ? "https://smba.trafficmanager.net\(location)" : location
        let servers = Servers([
            Self.view: HTTP.Response(status: 302, fields: ["Location": location]),
            end: HTTP.Response(status: 200, body: [9]),
        ])
        try await run(servers, attachments: [Self.picture(Self.view)]) { context in
            let bytes = try await context.attachments[0].download().bytes
            #expect(bytes == [9])
        }
        #expect(servers.asked.withLock { $0.map(\.token) } == ["Bearer T", nil])
    }

    private static let failing: [(answers: [String: HTTP.Response], url: String, says: String)] = [
        ([view: HTTP.Response(status: 401)], view, "send it again"),
        ([view: HTTP.Response(status: 404)], view, "is gone (404)"),
        ([view: HTTP.Response(status: 503)], view, "try again"),
        ([view: HTTP.Response(status: 302)], view, "answered 302"),
        ([view: HTTP.Response(status: 302, fields: ["Location": view])], view, "moved more than 5 times"),
        ([view: HTTP.Response(status: 302, fields: ["Location": "http://files.test/a"])], view, "not https"),
        ([view: HTTP.Response(status: 302, fields: ["Location": "https://127.0.0.1/a"])], view, "on this machine"),
        ([view: HTTP.Response(status: 302, fields: ["Location": "gopher://x"])], view, "not an absolute"),
        ([view: HTTP.Response(status: 200, body: [UInt8](repeating: 0, count: 101))], view, "raise maxBytes"),
        ([:], "http://files.test/a", "not https"), ([:], "http://localhost:9/a", "on this machine"),
        ([:], "file:///etc/passwd", "not an absolute"),
    ]

    @Test("that cannot be fetched are errors that say what to do, without the address", arguments: failing.indices)
    func failure(_ index: Int) async throws {
        let line = Self.failing[index]
        try await run(Servers(line.answers), attachments: [Self.picture(line.url)]) { context in
            let error = await #expect(throws: AppError.self) {
                try await context.attachments[0].download(maxBytes: 100)
            }
            #expect(error?.code == .file)
            #expect(error?.message.contains(line.says) == true, "\(error?.message ?? "")")
            #expect(error?.message.contains("://") == false, "\(error?.message ?? "")")
        }
    }

    private static func info(_ url: String?) -> FileUploadInfo {
        var info = FileUploadInfo()
        info.name = "manifest.csv"
        info.uploadUrl = url
        info.contentUrl = "https://files.test/web/7"
        info.uniqueId = "7"
        info.fileType = "csv"
        return info
    }

    private static let sizes: [(bytes: Int, ranges: [String])] = [
        (1, ["bytes 0-0/1"]), (3_276_800, ["bytes 0-3276799/3276800"]),
        (3_276_801, ["bytes 0-3276799/3276801", "bytes 3276800-3276800/3276801"]),
        (7_000_000, ["bytes 0-3276799/7000000", "bytes 3276800-6553599/7000000", "bytes 6553600-6999999/7000000"]),
    ]

    @Test("are stored in pieces, without the token, and shown by a card", arguments: sizes.indices)
    func stored(_ index: Int) async throws {
        let line = Self.sizes[index]
        let servers = Servers(["https://files.test/up?sig=x": HTTP.Response(status: 201)])
        try await run(servers) { context in
            let bytes = [UInt8](repeating: 7, count: line.bytes)
            try await context.send(context.upload(bytes, to: Self.info("https://files.test/up?sig=x")))
        }
        let asked = servers.asked.withLock { $0 }
        #expect(asked.map(\.range) == line.ranges)
        #expect(asked.allSatisfy { $0.method == "PUT" && $0.token == nil })
        #expect(asked.reduce(0) { $0 + $1.bytes } == line.bytes)
        #expect(
            servers.calls.last?.body["attachments"] == [
                [
                    "contentType": "application/vnd.microsoft.teams.card.file.info",
                    "contentUrl": "https://files.test/web/7", "content": ["uniqueId": "7", "fileType": "csv"],
                    "name": "manifest.csv",
                ]
            ])
    }

    private static let unstored: [(status: Int, url: String?, count: Int, says: String)] = [
        (403, "https://files.test/up", 3, "offer the file again"),
        (404, "https://files.test/up", 3, "offer the file again"),
        (409, "https://files.test/up", 3, "another name"), (507, "https://files.test/up", 3, "no room"),
        (503, "https://files.test/up", 3, "again"), (302, "https://files.test/up", 3, "answered 302"),
        (201, nil, 3, "when the person accepts"), (201, "https://files.test/up", 0, "empty file"),
        (201, "http://files.test/up", 3, "not https"), (201, "nonsense", 3, "not an absolute"),
    ]

    @Test("that cannot be stored are errors that say what to do, and nothing is shown", arguments: unstored.indices)
    func notStored(_ index: Int) async throws {
        let line = Self.unstored[index]
        let servers = Servers(["https://files.test/up": HTTP.Response(status: line.status)])
        try await run(servers) { context in
            let bytes = [UInt8](repeating: 7, count: line.count)
            let error = await #expect(throws: AppError.self) {
                try await context.send(context.upload(bytes, to: Self.info(line.url)))
            }
            #expect(error?.code == .file)
            #expect(error?.message.contains(line.says) == true, "\(error?.message ?? "")")
            #expect(error?.message.contains("://") == false)
        }
        #expect(servers.calls.isEmpty)
    }

    @Test("are offered by a card with the name of the file")
    func offered() async throws {
        let servers = Servers([:])
        try await run(servers) { context in
            try await context.send(
                Attachment.fileConsent(
                    name: "a.csv", sizeInBytes: 3, description: "Tides", acceptContext: ["report": 7]))
        }
        #expect(
            servers.calls.last?.body["attachments"] == [
                [
                    "contentType": "application/vnd.microsoft.teams.card.file.consent",
                    "content": [
                        "description": "Tides", "sizeInBytes": 3, "acceptContext": ["report": 7],
                        "declineContext": ["report": 7],
                    ],
                    "name": "a.csv",
                ]
            ])
    }
}
