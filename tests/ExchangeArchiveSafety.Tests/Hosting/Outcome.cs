namespace ExchangeArchiveSafety.Tests.Hosting;

/// <summary>Everything that a pipeline left behind.</summary>
/// <param name="Output">Its objects.</param>
/// <param name="Errors">Its non-terminating errors.</param>
/// <param name="Terminating">What ended it, if something did.</param>
/// <param name="Warnings">Its warnings.</param>
/// <param name="Verbose">Its verbose messages.</param>
/// <param name="Progress">Its progress records.</param>
public sealed record Outcome(
    IReadOnlyList<PSObject> Output,
    IReadOnlyList<ErrorRecord> Errors,
    ErrorRecord? Terminating,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<string> Verbose,
    IReadOnlyList<ProgressRecord> Progress)
{
    /// <summary>The ids of the non-terminating errors.</summary>
    public IReadOnlyList<string> ErrorIds => [.. Errors.Select(Id)];

    public IReadOnlyList<Verdict> Verdicts => [.. Output.Select(item => new Verdict(item))];

    public IReadOnlyList<JournaledSuspension> Suspensions => [.. Output.Select(item => new JournaledSuspension(item))];

    /// <summary>The error's id without the class that wrote it.</summary>
    public static string Id(ErrorRecord error) => error.FullyQualifiedErrorId.Split(',')[0];

    /// <summary>Fails where there was any error.</summary>
    public Outcome Clean()
    {
        Assert.Null(Terminating?.ToString());
        Assert.Empty(Errors.Select(error => Id(error) + ": " + error));
        return this;
    }

    /// <summary>The one error that did not end the pipeline.</summary>
    public ErrorRecord OneError(string id, ErrorCategory category)
    {
        Assert.Null(Terminating?.ToString());
        Assert.Equal([id], ErrorIds);
        Assert.Equal(category, Errors[0].CategoryInfo.Category);
        return Errors[0];
    }

    /// <summary>The error that ended the pipeline.</summary>
    public ErrorRecord Ended(string id, ErrorCategory category)
    {
        Assert.NotNull(Terminating);
        Assert.Equal(id, Id(Terminating));
        Assert.Equal(category, Terminating.CategoryInfo.Category);
        return Terminating;
    }
}
