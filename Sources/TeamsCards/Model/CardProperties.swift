/// The properties of each type of element, action and layout: ``CardProperties/TextBlock`` are those of ``TextBlock``.
/// One reads them from ``CardNode/properties`` and sets them by methods of their names.
public enum CardProperties {}
