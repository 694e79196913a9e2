import Foundation
import JSONKit
import LockKit
import Testing

@testable import TeamsCommand

@Suite("teams card") struct CardCommandTests {
    /// Runs the command with these files beside each other; `@name` stands for the path of one.
    private func run(
        _ arguments: [String], files: [String: String] = [:]
    ) async throws -> (status: Int32, output: String, errors: String) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "cards-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
        let output = Mutex("")
        let errors = Mutex("")
        let status = await TeamsCommand.run(
            arguments.map { $0.hasPrefix("@") ? folder.appending(path: String($0.dropFirst())).path : $0 },
            output: TextOutput { text in output.withLock { $0 += text } },
            errors: TextOutput { text in errors.withLock { $0 += text } })
        return (status, output.withLock { $0 }, errors.withLock { $0 })
    }

    @Test func aTemplateBecomesACard() async throws {
        let files = [
            "t.json": #"{"type":"AdaptiveCard","a":"${n}","b":"${$host.x}"}"#, "d.json": #"{"n":1}"#,
            "h.json": #"{"x":"y"}"#,
        ]
        let result = try await run(
            ["card", "expand", "@t.json", "--data", "@d.json", "--host", "@h.json"], files: files)
        #expect(result.status == 0)
        #expect(result.output == "{\n  \"type\": \"AdaptiveCard\",\n  \"a\": 1,\n  \"b\": \"y\"\n}\n")
    }

    @Test func strictNamesEverythingThatIsMissing() async throws {
        let files = ["t.json": #"{"a":"${one}","b":"${two.three}"}"#]
        let result = try await run(["card", "expand", "--strict", "@t.json"], files: files)
        #expect(result.status == 1)
        #expect(result.output.isEmpty)
        #expect(result.errors.contains("/a: the data have no 'one'"))
        #expect(result.errors.contains("/b: the data have no 'two.three'"))
    }

    @Test func anExpressionHasAValue() async throws {
        #expect(try await run(["card", "evaluate", "add(1, 2)"]).output == "3\n")
        #expect(try await run(["card", "evaluate", "nothing"]).output == "undefined\n")
        let files = ["d.json": #"{"n":["a","b"]}"#]
        #expect(
            try await run(["card", "evaluate", "join(n, '-')", "--data", "@d.json"], files: files).output == "\"a-b\"\n"
        )
    }

    @Test func aMistakeIsShownWhereItIs() async throws {
        let expression = try await run(["card", "evaluate", "1 + * 2"])
        #expect(expression.status == 1)
        #expect(expression.errors.hasSuffix("1 + * 2\n    ^\n"))
        let json = try await run(["card", "expand", "@t.json"], files: ["t.json": "{\n  \"a\": ,\n}"])
        #expect(json.status == 1)
        #expect(json.errors.contains("t.json:2:"))
        let missing = try await run(["card", "expand", "@nowhere.json"])
        #expect(missing.status == 2)
        #expect(missing.errors.contains("nowhere.json"))
        #expect(try await run(["card", "expand"]).errors.contains("<template> is missing"))
        #expect(try await run(["card", "expand", "--lines", "t.json"]).errors.contains("leave out 't.json'"))
    }

    @Test func aReportNamesFilePlaceAndExcerpt() async throws {
        let files = [
            "good.json": #"{"type":"AdaptiveCard","version":"1.5","speak":"x","body":[]}"#,
            "bad.json":
                #"{"type":"AdaptiveCard","version":"1.5","speak":"x","body":[{"type":"TextBlock","text":"x","size":"larg"}]}"#,
        ]
        let good = try await run(["card", "check", "@good.json"], files: files)
        #expect(good.status == 0)
        #expect(good.output.hasPrefix("1 card in "))
        #expect(good.output.hasSuffix("good.json: fine\n"))
        let both = try await run(["card", "check", "@good.json", "@bad.json"], files: files)
        #expect(both.status == 1)
        #expect(both.output.contains("bad.json\n  error: /body/0/size: \"larg\" is no value of `size`"))
        #expect(both.output.hasSuffix("[property.enum]\n      \"larg\"\n"))
        #expect(both.errors == "teams: 1 error\n")
        let json = try JSONValue(parsing: try await run(["card", "check", "--json", "@bad.json"], files: files).output)
        #expect(json.arrayValue?.count == 1)
        #expect(json[0]?.objectValue?.names == ["file", "severity", "code", "path", "message"])
        #expect(json[0]?["path"] == "/body/0/size")
        #expect(json[0]?["severity"] == "error")
    }

    @Test func whatWasFoundIsSaid() async throws {
        let card = #"{"type":"AdaptiveCard","version":"1.5","speak":"x","body":[]}"#
        let attachment = #"{"contentType":"application/vnd.microsoft.card.adaptive","content":\#(card)}"#
        let files = [
            "two.json": #"{"type":"message","attachments":[\#(attachment),\#(attachment)]}"#,
            "none.json": #"{"type":"message","text":"x"}"#,
        ]
        let two = try await run(["card", "check", "--target", "webhook", "@two.json"], files: files)
        #expect(two.status == 0)
        #expect(two.output.hasPrefix("a message with 2 cards in "))
        #expect(two.output.hasSuffix("two.json: fine\n"))
        let none = try await run(["card", "check", "@none.json"], files: files)
        #expect(none.status == 0)
        #expect(none.output.hasPrefix("a message without a card in "))
        let listed = try await run(["card", "check", "--json", "@none.json"], files: files)
        let json = try JSONValue(parsing: listed.output)
        #expect(json[0]?["severity"] == "info")
        #expect(json[0]?["code"] == "message.noCard")
    }

    @Test func theTargetDecidesWhatACardMayBe() async throws {
        let card =
            #"{"type":"AdaptiveCard","version":"1.5","speak":"x","actions":[{"type":"Action.Submit","title":"x"}]}"#
        let files = ["card.json": card]
        #expect(try await run(["card", "check", "@card.json"], files: files).status == 0)
        #expect(try await run(["card", "check", "--target", "webhook", "@card.json"], files: files).status == 1)
        let wrong = try await run(["card", "check", "--target", "email", "@card.json"], files: files)
        #expect(wrong.status == 1)
        #expect(wrong.errors.contains("--target"))
    }

    @Test func whatIsNoCardFileIsNamed() async throws {
        let files = ["broken.json": "{\n  \"type\":\n}"]
        let broken = try await run(["card", "check", "--json", "@broken.json"], files: files)
        #expect(broken.status == 1)
        #expect(try JSONValue(parsing: broken.output)[0]?["message"]?.stringValue?.contains("broken.json:3:") == true)
        let missing = try await run(["card", "check", "@nowhere.json", "@broken.json"], files: files)
        #expect(missing.status == 2)
        #expect(missing.errors.contains("nowhere.json"))
        #expect(missing.output.contains("this is no JSON"))
        #expect(try await run(["card", "check"]).status == 1)
    }
}

extension CardCommandTests {
    private static let card = #"{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"Berth 4"}]}"#

    @Test func aCardBecomesTheCodeThatBuildsIt() async throws {
        let code = "import Teams\n\nfunc berth() -> AdaptiveCard {\n    AdaptiveCard { TextBlock(\"Berth 4\") }\n}\n"
        let attachment = #"{"contentType":"application/vnd.microsoft.card.adaptive","content":\#(Self.card)}"#
        for text in [Self.card, attachment] {
            let result = try await run(["card", "swift", "@c.json", "--name", "berth"], files: ["c.json": text])
            #expect(result.status == 0)
            #expect(result.output == code)
        }
        let wrong = try await run(["card", "swift", "@c.json"], files: ["c.json": #"{"type":"HeroCard"}"#])
        #expect(wrong.status == 1)
        #expect(wrong.errors.contains("no Adaptive Card"))
        let name = try await run(["card", "swift", "@c.json", "--name", "a b"], files: ["c.json": Self.card])
        #expect(name.errors.contains("--name a b"))
    }

    @Test func aCardBecomesAPageThatStandsAlone() async throws {
        let page = FileManager.default.temporaryDirectory.appending(path: "card-\(UUID().uuidString).html")
        defer { try? FileManager.default.removeItem(at: page) }
        let template = Self.card.replacing("Berth 4", with: "${name}</script>")
        let result = try await run(
            [
                "card", "render", "@c.json", "--data", "@d.json", "--theme", "dark", "--width", "320", "--output",
                page.path,
            ], files: ["c.json": template, "d.json": #"{"name":"Berth 7"}"#])
        #expect(result.status == 0, "\(result.errors)")
        let html = try String(contentsOf: page, encoding: .utf8)
        #expect(html.contains(#""text":"Berth 7\u003C/script>""#))
        #expect(html.contains(#""theme":"dark","width":320"#))
        #expect(!html.contains("http://") || !html.contains("src=\"http"))
    }

    private static let mistakes: [(arguments: [String], word: String)] = [
        ([], "--output is missing"), (["--output", "card.gif"], ".html or .png"),
        (["--output", "p.html", "--width", "7"], "from 100 to 2000"),
        (["--output", "p.html", "--theme", "blue"], "dark"),
        (["--output", "/nowhere/at/all/p.html"], "cannot be written"),
    ]

    @Test("What render cannot do is said", arguments: mistakes)
    func renderMistakes(_ each: (arguments: [String], word: String)) async throws {
        let result = try await run(["card", "render", "@c.json"] + each.arguments, files: ["c.json": Self.card])
        #expect(result.status != 0)
        #expect(result.errors.contains(each.word), "\(result.errors)")
    }
}

@Suite struct ChromiumTests {
    private static let sizes: [(document: String, size: [Int]?)] = [
        (#"<html data-size="400x120">"#, [400, 120]), (#"<html data-size="400x99999">"#, [400, 8_192]),
        (#"<html data-size="0x1">"#, nil), ("<html>", nil), (#"<html data-size="axb">"#, nil),
    ]

    @Test("The page says how large the card is", arguments: sizes)
    func size(_ each: (document: String, size: [Int]?)) {
        #expect(Chromium.size(in: each.document).map { [$0.width, $0.height] } == each.size)
    }

    @Test func withoutAChromiumItIsSaidWhatToDo() {
        #expect { try Chromium.find(in: ["PATH": "/nowhere"]) } throws: { error in
            (error as? CommandFailure)?.message.contains("install one") == true
        }
        #expect { try Chromium.find(in: ["CHROMIUM": "/nowhere/chromium"]) } throws: { error in
            (error as? CommandFailure)?.message.contains("/nowhere/chromium") == true
        }
    }

    @Test func oneThatHangsIsEnded() async throws {
        let program = FileManager.default.temporaryDirectory.appending(path: "hanging-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: program) }
        try Data("#!/bin/sh\nexec tail -f /dev/null\n".utf8).write(to: program)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
        let chromium = Chromium(program: program.path, patience: .milliseconds(200))
        await #expect { try await chromium.picture(of: "", width: 400) } throws: { error in
            (error as? CommandFailure)?.message.contains("was ended") == true
        }
    }
}
