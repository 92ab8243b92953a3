namespace ExchangeArchiveSafety;

/// <summary>How much a finding weighs.</summary>
public enum FindingSeverity
{
    /// <summary>A reason of the verdict or a circumstance worth knowing.</summary>
    Information,

    /// <summary>Something to look at before acting.</summary>
    Warning,

    /// <summary>Mail is, or may soon be, duplicated; or a verdict could not be reached.</summary>
    Critical,
}
