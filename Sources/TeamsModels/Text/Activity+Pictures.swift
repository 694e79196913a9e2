extension Activity {
    /// Shows a picture in the text, with its size: without one Teams shows 256 × 256.
    ///
    /// The text is read as XML from then on, unless it is Markdown by its own word; plain text is written so that it
    /// reads the same.
    /// - Parameters:
    ///   - address: where the picture is: `https`, without redirects; or a `data:` address.
    ///   - description: what it shows, for those who do not see it.
    ///   - width: in pixels.
    ///   - height: in pixels.
    public mutating func addPicture(at address: String, description: String, width: Int, height: Int) {
        let tag =
            "<img src=\"\(XMLText.escape(address))\" alt=\"\(XMLText.escape(description))\" height=\"\(height)\" "
            + "width=\"\(width)\"/>"
        if textFormat == .plain { text = text.map(XMLText.escapeContent) }
        if textFormat != .markdown, textFormat != .extendedMarkdown { textFormat = .xml }
        text = (text ?? "") + tag
    }

    /// Shows a picture in the text, which holds it: no other server is asked for it.
    public mutating func addPicture(_ picture: Picture, description: String) {
        addPicture(at: picture.dataURL, description: description, width: picture.width, height: picture.height)
    }
}
