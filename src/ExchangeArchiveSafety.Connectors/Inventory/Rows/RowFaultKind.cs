namespace ExchangeArchiveSafety.Connectors.Inventory.Rows;

/// <summary>The ways in which a row can be wrong. Each has a sentence of the same name in the messages.</summary>
internal enum RowFaultKind
{
    FieldCount,
    StrayQuote,
    TextAfterQuote,
    OpenQuote,
    NoUtf8,
    NoUtf8Elsewhere,
    NoJson,
    JsonTorn,
    JsonType,
    JsonTwice,
    Empty,
    NoLocation,
    NoTime,
    NoSize,
    NoFlag,
}
