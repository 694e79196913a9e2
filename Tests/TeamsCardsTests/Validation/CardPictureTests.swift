import JSONKit
import TeamsCards
import Testing

private let png =
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
private let gif = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
private let jpeg = "data:image/jpeg;base64,/9j/4AAQSkZJRgABAQEASABIAAD/2Q=="

/// Every place of a picture, with `@` for its address, and where an issue about it stands.
private let places: [(body: String, more: String, path: String)] = [
    (#"{"type":"Image","url":"@","altText":"x"}"#, "", "/body/0/url"),
    (
        #"{"type":"Image","url":"https://x.test/a.png","altText":"x","themedUrls":[{"theme":"Dark","url":"@"}]}"#, "",
        "/body/0/themedUrls/0/url"
    ),
    (#"{"type":"ImageSet","images":[{"type":"Image","url":"@","altText":"x"}]}"#, "", "/body/0/images/0/url"),
    (#"{"type":"RichTextBlock","inlines":[{"type":"ImageRun","url":"@"}]}"#, "", "/body/0/inlines/0/url"),
    (#"{"type":"Container","items":[],"backgroundImage":"@"}"#, "", "/body/0/backgroundImage"),
    (#"{"type":"Container","items":[],"backgroundImage":{"url":"@"}}"#, "", "/body/0/backgroundImage/url"),
    (#"{"type":"ColumnSet","columns":[{"backgroundImage":{"url":"@"}}]}"#, "", "/body/0/columns/0/backgroundImage/url"),
    (
        #"{"type":"Table","rows":[{"cells":[{"items":[],"backgroundImage":"@"}]}]}"#, "",
        "/body/0/rows/0/cells/0/backgroundImage"
    ),
    (
        #"{"type":"Carousel","pages":[{"type":"CarouselPage","items":[],"backgroundImage":"@"}]}"#, "",
        "/body/0/pages/0/backgroundImage"
    ),
    (
        #"{"type":"Media","sources":[{"mimeType":"video/mp4","url":"https://x.test/a.mp4"}],"poster":"@"}"#, "",
        "/body/0/poster"
    ),
    (#"{"type":"ActionSet","actions":[{"type":"Action.Submit","iconUrl":"@"}]}"#, "", "/body/0/actions/0/iconUrl"),
    ("", #","backgroundImage":"@""#, "/backgroundImage"),
    ("", #","backgroundImage":{"url":"@"}"#, "/backgroundImage/url"),
    ("", #","actions":[{"type":"Action.Submit","iconUrl":"@"}]"#, "/actions/0/iconUrl"),
    (
        "", #","actions":[{"type":"Action.Submit","menuActions":[{"type":"Action.Submit","iconUrl":"@"}]}]"#,
        "/actions/0/menuActions/0/iconUrl"
    ),
    (
        "", #","actions":[{"type":"Action.Submit","themedIconUrls":[{"theme":"Dark","url":"@"}]}]"#,
        "/actions/0/themedIconUrls/0/url"
    ),
    (
        "", #","actions":[{"type":"Action.ShowCard","card":{"type":"AdaptiveCard","backgroundImage":"@"}}]"#,
        "/actions/0/card/backgroundImage"
    ),
    (
        "", #","actions":[{"type":"Action.Popover","content":{"type":"Image","url":"@","altText":"x"}}]"#,
        "/actions/0/content/url"
    ),
]

@Test(arguments: places)
func aPictureIsJudgedWhereverItStands(body: String, more: String, path: String) throws {
    func issues(_ url: String) throws -> [String] {
        try found(cardText(body.replacing("@", with: url), more.replacing("@", with: url)))
    }
    for right in [png, gif, jpeg, "https://x.test/a.png", "https://x.test", "${picture}"] {
        #expect(try issues(right).filter { !$0.contains("template.unbound") } == [])
    }
    #expect(try issues("data:image/svg+xml;base64,PHN2Zy8+") == ["warning picture.type \(path)"])
    #expect(try issues("data:image/png;base64,@@@") == ["warning picture.data \(path)"])
    #expect(try issues("a.png") == ["error url.relative \(path)"])
    #expect(try issues("https:///a.png") == ["error url.relative \(path)"])
    #expect(try issues("data:text/html,x") == ["error url.scheme \(path)"])
    #expect(try issues("javascript:alert(1)") == ["error url.unsafe \(path)"])
    #expect(try issues("http://x.test/a.png").map { String($0.drop { $0 != " " }) } == [" url.scheme \(path)"])
}

private let embedded: [(url: String, codes: [CardIssue.Code])] = [
    (png, []), (gif, []), (jpeg, []), (png.replacing("image/png", with: "IMAGE/PNG"), []),
    (jpeg.replacing("jpeg", with: "jpg"), []),
    ("data:image/webp;base64,UklGRg==", ["picture.type"]),
    ("data:image/svg+xml,%3Csvg/%3E", ["picture.data", "picture.type"]),
    ("data:image/png,iVBORw0KGgo=", ["picture.data"]),
    ("data:image/png;base64", ["picture.data"]),
    ("data:image/png;base64,", ["picture.data"]),
    ("data:image/png;base64,iVBORw0KGg", ["picture.data"]),
    ("data:image/png;base64,iVBO\\nRw0K", ["picture.data"]),
    ("data:image/png;base64,iVBO=w0K", ["picture.data"]),
    ("data:image/png;base64,iVBORw0====", ["picture.data"]),
    ("data:image/png;base64,iVBO_w-K", ["picture.data"]),
    (jpeg.replacing("jpeg", with: "png"), ["picture.type"]),
    (png.replacing("image/png", with: "image/gif"), ["picture.type"]),
    ("data:image/png;base64," + String(repeating: "A", count: 1_398_100), []),
    ("data:image/png;base64," + String(repeating: "A", count: 1_398_104), ["picture.size"]),
]

@Test(arguments: embedded)
func aPictureInTheCardIsPNGJPEGOrGIFOfAMegabyteAtTheMost(url: String, codes: [CardIssue.Code]) throws {
    let json = try JSONValue(parsing: cardText(#"{"type":"Image","altText":"x","url":""# + url + #""}"#))
    let issues = CardValidator.issues(in: json, for: .bot)
    #expect(issues.map(\.code) == codes)
    #expect(issues.allSatisfy { $0.severity == .warning && $0.path == "/body/0/url" && $0.message.count < 300 })
}

@Test func aPictureOfAMessageOrAHeroCardIsJudgedToo() throws {
    let message = #"""
        {"type":"message","attachments":[{"contentType":"image/png","contentUrl":"data:image/png;base64,@@@"},
        {"contentType":"application/vnd.microsoft.card.hero","content":{"images":[{"url":"data:image/png;base64,@@@"}]}}]}
        """#
    #expect(
        try found(message) == [
            "warning picture.data /attachments/0/contentUrl",
            "warning picture.data /attachments/1/content/images/0/url",
        ])
}
