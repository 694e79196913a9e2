public import TeamsModels

/// How a message looks, and for whom it speaks.
extension Message {
    /// With a mark of how urgent it is.
    public func marked(_ importance: Importance) -> Message {
        changed { $0.importance = importance }
    }

    /// With a label that says how sensitive it is, and what that means.
    public func labelled(sensitivity name: String, description: String? = nil) -> Message {
        changed { $0.setSensitivity(UsageInfo(name: name, description: description)) }
    }

    /// With its attachments one below the other, or side by side.
    public func arranged(as layout: AttachmentLayout) -> Message {
        changed { $0.attachmentLayout = layout }
    }

    /// With somebody's name as its author, before the bot's: "Ines via Harbor".
    public func attributed(to account: Account) -> Message {
        changed { $0.attribute(to: account) }
    }

    /// With a quote of another message of the conversation behind what was written so far, and an answer to it. Repeat
    /// it to answer several messages in one.
    ///
    /// A message that one person alone sees carries no quote: it would show what others see beside it.
    public func quoting(_ id: ActivityID, answer: String? = nil) -> Message {
        changed { $0.addQuote(of: id, response: answer) }
    }

    /// With a picture in the text, as large as it is. The text is read as XML from then on, unless it is Markdown by
    /// its own word: write `&amp;` for `&`, and `&lt;` for `<`.
    ///
    /// - Parameters:
    ///   - picture: checked already: `try Picture(bytes)`.
    ///   - description: what it shows, for those who do not see it.
    public func showing(_ picture: Picture, description: String) -> Message {
        changed { $0.addPicture(picture, description: description) }
    }

    /// With a picture in the text, which Teams fetches. The text is read as XML from then on, as with
    /// ``showing(_:description:)``.
    ///
    /// - Parameters:
    ///   - address: `https`, without redirects; at most 1024 × 1024 pixels and 1 MB, which nobody checks here.
    ///   - description: what it shows, for those who do not see it.
    ///   - width: in pixels; without a size Teams shows 256 × 256.
    ///   - height: in pixels.
    public func showing(pictureAt address: String, description: String, width: Int, height: Int) -> Message {
        changed { $0.addPicture(at: address, description: description, width: width, height: height) }
    }
}
