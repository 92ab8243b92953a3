namespace ExchangeArchiveSafety.Lab.Graph.Trouble;

public enum GraphFaultKind
{
    /// <summary>429; nothing is done.</summary>
    Throttled429,

    /// <summary>500; nothing is done.</summary>
    Error500,

    /// <summary>503; nothing is done.</summary>
    Unavailable503,

    /// <summary>504; nothing is done.</summary>
    Timeout504,

    /// <summary>504, and it is done: the caller cannot know.</summary>
    AppliesThen504,

    /// <summary>The connection is dropped before anything is done or answered.</summary>
    Dropped,

    /// <summary>The connection is dropped, and it is done.</summary>
    AppliesThenDropped,

    /// <summary>A 200 whose length is true and whose JSON breaks off.</summary>
    CutBody,

    /// <summary>A 200 that promises its whole length and breaks off in the middle.</summary>
    CutConnection,

    /// <summary>A 200 with whole JSON: fewer items than the page has, and no next link.</summary>
    ShortPage,

    /// <summary>A 200 with a body that is no JSON.</summary>
    MalformedJson,

    /// <summary>Done after a while of real time.</summary>
    Latency,

    /// <summary>The item changes just before it is read, exported or deleted.</summary>
    ItemChanges,

    /// <summary>The item's owner deletes it just before it is read, exported or deleted.</summary>
    ItemVanishes,

    /// <summary>All tokens given out so far end: 401.</summary>
    TokensExpire,

    /// <summary>403; nothing is done.</summary>
    Forbidden,

    /// <summary>An export of which the last item is left out without a word.</summary>
    ExportOmits,

    /// <summary>An export whose data is broken.</summary>
    ExportSpoils,
}
