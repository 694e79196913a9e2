import Foundation
import HTTPKit
import TeamsPage
import Testing

@testable import TeamsNotifications

@Suite struct NotifierPageTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../Sources/TeamsNotifications/Web/Page").standardizedFileURL

    private static func isFolder(_ name: String) -> Bool {
        (try? folder.appending(path: name).resourceValues(forKeys: [.isDirectoryKey]).isDirectory) == true
    }

    @Test func everyFileOfTheFolderIsServedUnderItsName() throws {
        let folder = Self.folder.path(percentEncoded: false)
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { !Self.isFolder($0) }
        let own = Set([String: [UInt8]].notifierPage.keys).subtracting([String: [UInt8]].sharedPage.keys)
        #expect(Set(names.map { $0 == "index.html" ? "/" : "/\($0)" }) == own)
        for name in names {
            let bytes = try Data(contentsOf: Self.folder.appending(path: name))
            #expect([String: [UInt8]].notifierPage[name == "index.html" ? "/" : "/\(name)"] == Array(bytes), "\(name)")
        }
    }

    /// What a module names with `from` or the page with `href` and `src` is there.
    @Test func everyFileThatTheFilesNameIsServed() throws {
        let files = [String: [UInt8]].notifierPage
        let named = try Regex<(Substring, Substring)>(#"(?:\bfrom |\b(?:href|src)=)['"]([^'":#]+)['"]"#)
        for (path, bytes) in files where !path.hasSuffix(".svg") {
            let here = try #require(URL(string: "http://localhost\(path)"))
            for match in String(decoding: bytes, as: UTF8.self).matches(of: named) {
                let target = URL(string: String(match.output.1), relativeTo: here)?.path() ?? ""
                #expect(files[target] != nil, "\(path) names \(target)")
            }
        }
    }

    /// Rooms know the base and the cards, and none another: what stands beside them knows them all.
    @Test func roomsOfThePageHaveArrowsInOneDirection() throws {
        let named = try Regex<(Substring, Substring)>(#"\bfrom '([^']+)'"#)
        for (path, bytes) in [String: [UInt8]].notifierPage where path.hasSuffix(".js") {
            guard let room = Self.room(of: path) else { continue }
            let here = try #require(URL(string: "http://localhost\(path)"))
            let known: Set<Substring> = room == "base" ? ["base"] : [room, "base", "cards"]
            for match in String(decoding: bytes, as: UTF8.self).matches(of: named) {
                let target = URL(string: String(match.output.1), relativeTo: here)?.path() ?? ""
                #expect(Self.room(of: target).map(known.contains) == true, "\(path) imports \(match.output.1)")
            }
        }
    }

    /// The folder at the top in which a file lies.
    private static func room(of path: String) -> Substring? {
        let steps = path.split(separator: "/")
        return steps.count > 1 ? steps.first : nil
    }

    @Test(arguments: [
        ("/", "text/html"), ("/main.js", "text/javascript"), ("/base/look.css", "text/css"),
        ("/base/theme.css", "text/css"), ("/cards/renderer.js", "text/javascript"),
    ])
    func filesHaveTheirTypeAndStayInTheirBox(path: String, type: String) throws {
        let page = NotifierPage()
        let answer = try #require(page.respond(to: HTTP.Request(method: "GET", target: path)))
        #expect(answer.status == 200)
        #expect(answer.fields["Content-Type"]?.hasPrefix(type) == true)
        #expect(
            answer.fields["Content-Security-Policy"]
                == "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                + "frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
        #expect(answer.fields["Cross-Origin-Opener-Policy"] == "same-origin")
        #expect(page.respond(to: HTTP.Request(method: "POST", target: path)) == nil)
    }

    @Test(arguments: ["/../Package.swift", "/index.html", "/v1/me", "/base/", "/base/look.css/", "//"])
    func whatIsNoFileIsLeftToTheAPI(target: String) {
        #expect(NotifierPage().respond(to: HTTP.Request(method: "GET", target: target)) == nil)
    }
}
