import Foundation
import JSONKit
import Testing

@testable import LocalTeams

private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

private let files: [String: [UInt8]] = [
    "/": bytes(#"<link rel="stylesheet" href="base/theme.css"><link rel="stylesheet" href="chat/chat.css">"#),
    "/base/theme.css": bytes("a{}"), "/chat/chat.css": bytes("b{}"),
    "/cards/renderer.js": bytes(
        "import { h } from '../base/dom.js';\nimport './elements/text.js';\nconst a = './not';\nexport const b = h;\n"),
    "/cards/elements/text.js": bytes(
        "import { h } from '../../base/dom.js';\nnew Worker(new URL('./worker.js', import.meta.url), {});\n"),
    "/cards/elements/worker.js": bytes("postMessage(1);\n"), "/base/dom.js": bytes("export const h = 1;\n"),
]

@Suite struct CardPageTests {
    private static let paths: [(target: String, from: String, path: String)] = [
        ("./x.js", "/cards/renderer.js", "/cards/x.js"), ("../base/dom.js", "/cards/renderer.js", "/base/dom.js"),
        ("../../../x.js", "/cards/renderer.js", "/x.js"), ("./a/b.js", "/main.js", "/a/b.js"),
    ]

    @Test("A module is found from where its importer stands", arguments: paths)
    func resolve(_ each: (target: String, from: String, path: String)) {
        #expect(PageModules.resolve(each.target, from: each.from) == each.path)
    }

    @Test func allThatTheRendererImportsIsThereOnceUnderItsName() throws {
        let modules = try PageModules(from: "/cards/renderer.js", in: files)
        let texts = Dictionary(uniqueKeysWithValues: modules.sources)
        #expect(Set(texts.keys) == ["cards/renderer.js", "cards/elements/text.js", "base/dom.js"])
        #expect(texts["cards/renderer.js"]?.contains("from 'base/dom.js'") == true)
        #expect(texts["cards/renderer.js"]?.contains("import 'cards/elements/text.js'") == true)
        #expect(texts["cards/renderer.js"]?.contains("'./not'") == true)
        #expect(texts["cards/elements/text.js"]?.contains("new Worker('data:text/javascript;base64,") == true)
    }

    @Test func whatTheCardSaysEndsNoScript() throws {
        let text = "</script><!-- <script>\u{2028}"
        let html = try CardPage(
            ["type": "AdaptiveCard", "speak": .string(text)], CardPage.Look(theme: "dark", locale: "de\"><x"),
            files: files
        ).html
        #expect(!html.contains("</script><!--"))
        #expect(!html.contains("<x"))
        #expect(html.contains(#"\u003C/script>\u003C!--"#))
        #expect(html.components(separatedBy: "</script>").count == 4)
        #expect(html.contains("a{}") && !html.contains("b{}"))
        #expect(html.contains(#"<html lang="en" data-theme="dark">"#))
    }

    @Test func theRealRendererIsWhole() throws {
        let modules = try PageModules(from: "/cards/renderer.js", in: .pageFiles)
        #expect(modules.sources.count > 20)
        for (name, text) in modules.sources {
            #expect(!text.contains("from '."), "\(name) has an import that is not rewritten")
        }
    }

    @Test func aFileThatIsMissingIsSaid() {
        #expect(throws: CardPageError.self) { try PageModules(from: "/cards/nothing.js", in: files) }
    }
}
