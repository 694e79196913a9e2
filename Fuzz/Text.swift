@testable import TeamsModels

/// The text of a message, with its mentions and quotes: whatever people write, taking things out leaves a part of it,
/// and what is taken out stays out.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzText(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let parts = bytes.split(separator: 0, maxSplits: 3, omittingEmptySubsequences: false).map {
        String(decoding: $0, as: UTF8.self)
    }
    var bot = Account(AccountID(rawValue: parts.count > 1 ? parts[1] : "bot"))
    bot.name = parts.count > 2 ? parts[2] : "Bot"

    var activity = Activity(text: parts[0])
    var mention = Mention(of: bot)
    if parts.count > 3 { mention.text = parts[3] }
    activity.entities = [.mention(mention), .mention(mention)]
    let written = parts[0].utf8.count
    precondition(activity.textWithoutMentions()?.utf8.count ?? 0 <= written, "a text grew without its mentions")
    _ = activity.textWithoutMentions(of: bot.id, keepingNames: true)

    var quoting = activity
    quoting.removeQuotes()
    let once = quoting.text
    precondition(once?.utf8.count ?? 0 <= written, "a text grew without its quotes")
    quoting.prependQuote(of: ActivityID(rawValue: parts[parts.count - 1]))
    quoting.removeQuotes()

    var mentioning = Activity(text: "")
    mentioning.addMention(of: bot)
    precondition(mentioning.textWithoutMentions(of: bot.id) == "", "a mention that was written is not found again")
    precondition(XMLText.unescape(XMLText.escape(parts[0])) == parts[0], "escaped and read again, it is another text")
    return 0
}
