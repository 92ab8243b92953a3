namespace ExchangeArchiveSafety.Lab.Graph;

/// <summary>How the connection goes on after an answer.</summary>
internal enum AnswerEnd
{
    Whole,

    /// <summary>The length is promised, half of it comes, and the connection is cut.</summary>
    CutInTheMiddle,

    /// <summary>The connection is cut before anything comes.</summary>
    Dropped,
}
