import Foundation
import HTTPKit
import TeamsPage
import Testing

@testable import LocalTeams

@Suite struct LocalPageTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../Sources/LocalTeams/Web/Page").standardizedFileURL

    private static func isFolder(_ name: String) -> Bool {
        (try? folder.appending(path: name).resourceValues(forKeys: [.isDirectoryKey]).isDirectory) == true
    }

    @Test func everyFileOfTheFolderIsServedUnderItsName() throws {
        let folder = Self.folder.path(percentEncoded: false)
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder)
        let names = paths.filter { !Self.isFolder($0) }
        let own = Set([String: [UInt8]].pageFiles.keys).subtracting([String: [UInt8]].sharedPage.keys)
        #expect(Set(names.map(Self.path)) == own)
        for name in names {
            let bytes = try Data(contentsOf: Self.folder.appending(path: name))
            #expect([String: [UInt8]].pageFiles[Self.path(of: name)] == Array(bytes), "\(name)")
        }
    }

    /// What a module names with `from` or a page with `href` and `src` is there.
    @Test func everyFileThatTheFilesNameIsServed() throws {
        let files = [String: [UInt8]].pageFiles
        let named = try Regex<(Substring, Substring)>(#"(?:\bfrom |\bhref=|\bsrc=)['"]([^'":]+)['"]"#)
        for (path, bytes) in files where !path.hasSuffix(".svg") {
            let here = try #require(URL(string: "http://localhost\(path)"))
            for match in String(decoding: bytes, as: UTF8.self).matches(of: named) {
                let target = URL(string: String(match.output.1), relativeTo: here)?.path() ?? ""
                #expect(files[target] != nil, "\(path) names \(target)")
            }
        }
    }

    /// Rooms know the base, and those that show messages the cards: `main.js` and `shell.js` alone know them all.
    @Test func roomsOfThePageHaveArrowsInOneDirection() throws {
        let named = try Regex<(Substring, Substring)>(#"\bfrom '([^']+)'"#)
        for (path, bytes) in [String: [UInt8]].pageFiles where path.hasSuffix(".js") {
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

    /// The path under which a file is served: the two pages have names of their own.
    private static func path(of name: String) -> String {
        switch name {
        case "index.html": "/"
        case "cards.html": "/cards"
        default: "/\(name)"
        }
    }

    @Test(arguments: [
        ("/", "text/html"), ("/cards", "text/html"), ("/main.js", "text/javascript"), ("/base/theme.css", "text/css"),
    ])
    func filesHaveTheirTypeAndStayInTheirBox(path: String, type: String) throws {
        let files = PageFiles(.pageFiles, pictures: "https:")
        let answer = try #require(files.respond(to: HTTP.Request(method: "GET", target: path + "?as=ines")))
        #expect(answer.status == 200)
        #expect(answer.fields["Content-Type"]?.hasPrefix(type) == true)
        let policy = try #require(answer.fields["Content-Security-Policy"])
        for rule in ["default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'"] {
            #expect(policy.contains(rule), "\(rule)")
        }
        #expect(!policy.contains("unsafe"))
        #expect(files.respond(to: HTTP.Request(method: "GET", target: "/../Package.swift")) == nil)
    }
}
