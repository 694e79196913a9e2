@testable import LocalMarkup

/// What a person types and what a bot writes, as Local Teams shows it: of a stranger's text nothing becomes a tag but
/// the few that formatting makes, and taking it apart ends.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzMarkdown(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    let markdown = Markdown(text)
    for tag in markdown.html.utf8.split(separator: UInt8(ascii: "<"), omittingEmptySubsequences: false).dropFirst() {
        precondition(tags.contains { tag.starts(with: $0.utf8) }, "a tag that no formatting makes")
    }
    precondition(!Markup.escaped(text).utf8.contains(UInt8(ascii: "\"")), "a quotation mark that is not escaped")
    _ = (markdown.plain, Markup.plain(text), Markup.unescaped(text))

    let bytes = Array(text.utf8)
    var end = 0
    for element in MentionMarkup.elements(in: bytes) {
        precondition(element.whole.lowerBound >= end && element.whole.upperBound <= bytes.count, "mentions overlap")
        precondition(
            element.inner.lowerBound > element.whole.lowerBound && element.inner.upperBound < element.whole.upperBound)
        end = element.whole.upperBound
    }
    return 0
}

private let tags = [
    "strong>", "/strong>", "em>", "/em>", "s>", "/s>", "code>", "/code>", "a href=\"", "/a>", "at>", "/at>", "br>",
]
