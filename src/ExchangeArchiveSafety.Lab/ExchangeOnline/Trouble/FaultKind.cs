namespace ExchangeArchiveSafety.Lab.ExchangeOnline.Trouble;

public enum FaultKind
{
    /// <summary>A throttling error; nothing is done.</summary>
    Throttled,

    /// <summary>A non-terminating error; nothing is done.</summary>
    Error,

    /// <summary>A terminating error; nothing is done.</summary>
    TerminatingError,

    /// <summary>Done, and nothing comes back: no object, no error.</summary>
    ReturnsNothing,

    /// <summary>Looks like success; nothing is done.</summary>
    DoesNothing,

    /// <summary>Done, and then an error: the caller cannot know.</summary>
    AppliesThenErrors,

    /// <summary>Only the first half of the objects comes back, and nothing says so.</summary>
    ReturnsPart,

    /// <summary>Another mailbox's object comes back.</summary>
    ReturnsAnother,

    /// <summary>The object that was asked for and others.</summary>
    ReturnsSeveral,

    /// <summary>The objects lack a property.</summary>
    OmitsProperty,

    /// <summary>Done, with a warning.</summary>
    Warns,

    /// <summary>Done, after a while of real time.</summary>
    Delays,
}
