public import JSONKit

extension CardNode where Properties == TextBlockProperties {
    /// A paragraph. Mentions in it are written as entities of the card.
    public init(_ text: CardText) {
        self.init()
        properties.text = text.string
        mentions = text.mentions
    }

    /// A paragraph. A literal is a ``CardText`` by preference, so that a mention in it is one.
    @_disfavoredOverload
    public init(_ text: String) { self.init(CardText(text)) }
}

extension CardNode where Properties == RichTextBlockProperties {
    /// A paragraph of these parts.
    public init(@InlineBuilder _ inlines: () -> [Inline]) {
        self.init()
        properties.inlines = inlines().map(\.json)
    }
}

extension CardNode where Properties == TextRunProperties {
    /// A part of a paragraph.
    public init(_ text: String) {
        self.init()
        properties.text = text
    }
}

extension CardNode where Properties == IconRunProperties {
    /// The icon of this name.
    public init(_ name: String) {
        self.init()
        properties.name = name
    }
}

extension CardNode where Properties == ImageRunProperties {
    /// The picture at this address.
    public init(_ url: String) {
        self.init()
        properties.url = url
    }
}

extension CardNode where Properties == CitationRunProperties {
    /// A citation of the card's reference of this number, from 0.
    public init(_ text: String, reference: Int) {
        self.init()
        properties.text = text
        properties.referenceIndex = reference
    }
}

extension CardNode where Properties == ImageProperties {
    /// The picture at this address, with words for those who do not see it.
    public init(_ url: String, altText: String? = nil) {
        self.init()
        properties.url = url
        properties.altText = altText
    }
}

extension CardNode where Properties == ImageSetProperties {
    /// These pictures.
    public init(@PartBuilder<Image> _ images: () -> [Image]) {
        self.init()
        properties.images = images()
    }
}

extension CardNode where Properties == MediaProperties {
    /// The sound or film at this address.
    public init(_ url: String, mimeType: String? = nil) {
        self.init()
        var source: JSONObject = ["url": .string(url)]
        if let mimeType { source["mimeType"] = .string(mimeType) }
        properties.sources = [source]
    }
}

extension CardNode where Properties == ContainerProperties {
    /// These elements, one above the other.
    public init(@ElementBuilder _ items: () -> [AdaptiveElement]) {
        self.init()
        let items = items()
        properties.items = items
        mentions = items.flatMap(\.mentions)
    }
}

extension CardNode where Properties == ColumnSetProperties {
    /// These columns, side by side.
    public init(@PartBuilder<Column> _ columns: () -> [Column]) {
        self.init()
        let columns = columns()
        properties.columns = columns
        mentions = columns.flatMap(\.mentions)
    }
}

extension CardNode where Properties == ColumnProperties {
    /// These elements, in a column of this width.
    public init(width: ColumnWidth? = nil, @ElementBuilder _ items: () -> [AdaptiveElement]) {
        self.init()
        let items = items()
        properties.items = items
        properties.width = width
        mentions = items.flatMap(\.mentions)
    }
}

extension CardNode where Properties == FactSetProperties {
    /// These lines.
    public init(@PartBuilder<Fact> _ facts: () -> [Fact]) {
        self.init()
        properties.facts = facts()
    }
}

extension CardNode where Properties == ActionSetProperties {
    /// These buttons.
    public init(@ActionBuilder _ actions: () -> [AdaptiveAction]) {
        self.init()
        let actions = actions()
        properties.actions = actions
        mentions = actions.flatMap(\.mentions)
    }
}

extension CardNode where Properties == TableProperties {
    /// A table with columns of these widths.
    public init(columns: [TableColumn] = [], @PartBuilder<TableRow> _ rows: () -> [TableRow]) {
        self.init()
        let rows = rows()
        properties.columns = columns.isEmpty ? nil : columns
        properties.rows = rows
        mentions = rows.flatMap(\.mentions)
    }
}

extension CardNode where Properties == TableRowProperties {
    /// A row of these cells.
    public init(@PartBuilder<TableCell> _ cells: () -> [TableCell]) {
        self.init()
        let cells = cells()
        properties.cells = cells
        mentions = cells.flatMap(\.mentions)
    }
}

extension CardNode where Properties == TableCellProperties {
    /// A cell that shows these elements.
    public init(@ElementBuilder _ items: () -> [AdaptiveElement]) {
        self.init()
        let items = items()
        properties.items = items
        mentions = items.flatMap(\.mentions)
    }

    /// A cell that shows a text over as many lines as it needs.
    public init(_ text: CardText) { self.init { TextBlock(text).wrap(true) } }

    /// A cell that shows a text over as many lines as it needs.
    @_disfavoredOverload
    public init(_ text: String) { self.init(CardText(text)) }
}

extension CardNode where Properties == CarouselProperties {
    /// These pages.
    public init(@PartBuilder<CarouselPage> _ pages: () -> [CarouselPage]) {
        self.init()
        let pages = pages()
        properties.pages = pages
        mentions = pages.flatMap(\.mentions)
    }
}

extension CardNode where Properties == CarouselPageProperties {
    /// A page that shows these elements.
    public init(@ElementBuilder _ items: () -> [AdaptiveElement]) {
        self.init()
        let items = items()
        properties.items = items
        mentions = items.flatMap(\.mentions)
    }
}

extension CardNode where Properties == IconProperties {
    /// The icon of this name.
    public init(_ name: String) {
        self.init()
        properties.name = name
    }
}

extension CardNode where Properties == BadgeProperties {
    /// A badge with this word.
    public init(_ text: String) {
        self.init()
        properties.text = text
    }
}

extension CardNode where Properties == CodeBlockProperties {
    /// These lines of a program.
    public init(_ code: String, language: String? = nil) {
        self.init()
        properties.codeSnippet = code
        properties.language = language
    }
}

extension CardNode where Properties == CompoundButtonProperties {
    /// A button with this title.
    public init(_ title: String, description: String? = nil) {
        self.init()
        properties.title = title
        properties.description = description
    }
}

extension CardNode where Properties == RatingProperties {
    /// So many full stars.
    public init(_ value: Double) {
        self.init()
        properties.value = value
    }
}

extension CardNode where Properties == ProgressBarProperties {
    /// So far, of 100 unless `max` is set; `nil` when nobody knows how far.
    public init(_ value: Double?) {
        self.init()
        properties.value = value
    }
}

extension CardNode where Properties == ComponentProperties {
    /// What `name` says, drawn by Teams.
    public init(_ name: String, properties values: JSONObject) {
        self.init()
        properties.name = name
        properties.properties = values
    }
}

/// The charts that Teams draws.
public enum Chart {}
/// How a card or a container arranges its elements.
public enum Layout {}
