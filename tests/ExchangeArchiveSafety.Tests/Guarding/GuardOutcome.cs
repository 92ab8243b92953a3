namespace ExchangeArchiveSafety.Tests.Guarding;

/// <summary>The object of a pass, as a script sees it.</summary>
public sealed class GuardOutcome(PSObject pass)
{
    public string Mode => Text("Mode");

    public int Judged => Number("Judged");

    public int AtRisk => Number("AtRisk");

    public int Suspended => Number("Suspended");

    public int Resumed => Number("Resumed");

    public int Failed => Number("Failed");

    public int Left => Number("Left");

    public int ExitCode => Number("ExitCode");

    public IReadOnlyList<string> Changes => [.. List("Changes").Select(one => Of(one, "Identity") + " " + Of(one, "Action") + " " + Of(one, "Status"))];

    public IReadOnlyList<string> Planned => [.. List("Planned").Select(one => Of(one, "Identity") + " " + Of(one, "Action") + " " + Of(one, "Status"))];

    public IReadOnlyList<string> Failures => [.. List("Failures").Select(one => Of(one, "Identity") + " " + Of(one, "ErrorId"))];

    public IReadOnlyList<(string Identity, DateTime? Until, string Reason)> Waiting =>
        [.. List("Waiting").Select(one => (Of(one, "Identity"), (DateTime?)one.Properties["UntilUtc"].Value, Of(one, "Reason")))];

    /// <summary>The one pass of a script, and that its counts agree with its lists.</summary>
    public static GuardOutcome Of(Outcome outcome)
    {
        Assert.Null(outcome.Terminating?.ToString());
        var pass = new GuardOutcome(Assert.Single(outcome.Output));
        Assert.Equal(pass.List("Failures").Count, pass.Failed);
        Assert.Equal(pass.List("Failures").Select(one => Of(one, "ErrorId")), outcome.ErrorIds);
        Assert.Equal(pass.Changes.Count(change => change.EndsWith(" Suspended", StringComparison.Ordinal)), pass.Suspended);
        return pass;
    }

    private string Text(string name) => pass.Properties[name].Value.ToString()!;

    private int Number(string name) => (int)pass.Properties[name].Value;

    private List<PSObject> List(string name) => [.. ((System.Collections.IEnumerable)pass.Properties[name].Value).Cast<object>().Select(PSObject.AsPSObject)];

    private static string Of(PSObject item, string name) => item.Properties[name].Value?.ToString() ?? "";
}
