import HTTPKit
import TeamsPage
import Testing

@Suite struct PageFilesTests {
    private let files = PageFiles(["/": [60], "/main.js": [47], "/look.css": [42], "/icon.svg": [60, 61]])

    @Test(arguments: [
        ("/", "text/html; charset=utf-8"), ("/main.js?x=1", "text/javascript; charset=utf-8"),
        ("/look.css", "text/css; charset=utf-8"), ("/icon.svg", "image/svg+xml"),
    ])
    func aFileHasItsTypeAndIsAskedForAgain(target: String, type: String) throws {
        let answer = try #require(files.respond(to: HTTP.Request(method: "GET", target: target)))
        #expect(answer.status == 200)
        #expect(answer.fields["Content-Type"] == type)
        let tag = try #require(answer.fields["ETag"])
        let again = files.respond(to: HTTP.Request(method: "GET", target: target, fields: ["If-None-Match": tag]))
        #expect(again?.status == 304)
        #expect(again?.fields["Content-Security-Policy"] == answer.fields["Content-Security-Policy"])
    }

    @Test func whatAFileIsNotForIsRefusedAndWhatIsNoneIsNot() {
        #expect(files.respond(to: HTTP.Request(method: "POST", target: "/"))?.status == 405)
        for target in ["/main", "/../Package.swift", "//", "/base/"] {
            #expect(files.respond(to: HTTP.Request(method: "GET", target: target)) == nil)
        }
    }

    @Test(arguments: [("", "img-src 'self' data:;"), ("https:", "img-src 'self' data: https:;")])
    func picturesComeFromWhereThePageSays(pictures: String, rule: String) throws {
        let files = PageFiles(["/": [60]], pictures: pictures)
        let answer = try #require(files.respond(to: HTTP.Request(method: "GET", target: "/")))
        let policy = try #require(answer.fields["Content-Security-Policy"])
        #expect(policy.contains(rule))
        #expect(policy.hasPrefix("default-src 'none'; script-src 'self'; style-src 'self'"))
        #expect(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"))
    }
}
