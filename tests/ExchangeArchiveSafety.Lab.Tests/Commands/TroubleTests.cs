using System.Management.Automation;
using ExchangeArchiveSafety.Lab.Tests.Session;

namespace ExchangeArchiveSafety.Lab.Tests.Commands;

public sealed class TroubleTests : IAsyncLifetime
{
    private const string Hold = "Set-Mailbox anna.berg -RetentionHoldEnabled $true";
    private LabSession _session = null!;

    private LabMailbox Anna => _session.Tenant.Mailbox("anna.berg");

    private FaultList Faults => _session.Server.Exchange.Faults;

    public async Task InitializeAsync() => _session = await LabSession.StartAsync(Contoso.Create());

    public async Task DisposeAsync() => await _session.DisposeAsync();

    [Theory]
    [InlineData(FaultKind.Throttled, "throttled", false)]
    [InlineData(FaultKind.Error, "busy", false)]
    [InlineData(FaultKind.TerminatingError, "busy", false)]
    [InlineData(FaultKind.AppliesThenErrors, "busy", true)]
    public void Errors_say_what_they_say_and_leave_done_or_undone_what_they_leave(FaultKind kind, string words, bool done)
    {
        Faults.Add("Set-Mailbox", kind, mailbox: "anna.berg");

        var outcome = _session.Try($"try {{ {Hold}; 'went on' }} catch {{ 'caught ' + $_ }}");

        Assert.Contains(words, outcome.Output[0].ToString() + string.Concat(outcome.Errors), StringComparison.Ordinal);
        Assert.Equal(kind == FaultKind.TerminatingError ? "caught" : "went", outcome.Output[0].ToString().Split(' ')[0]);
        Assert.Equal(done, Anna.RetentionHoldEnabled);
        _session.Run("Set-Mailbox ben.castro -RetentionHoldEnabled $true");
    }

    [Theory]
    [InlineData(FaultKind.DoesNothing, false)]
    [InlineData(FaultKind.ReturnsNothing, true)]
    public void Silence_may_mean_either(FaultKind kind, bool done)
    {
        Faults.Add("Set-Mailbox", kind);
        Faults.Add("Get-Mailbox", kind);

        _session.Run(Hold);

        Assert.Equal(done, Anna.RetentionHoldEnabled);
        Assert.Empty(_session.Run("Get-Mailbox anna.berg"));
    }

    [Fact]
    public void Another_object_or_several_may_come_back()
    {
        Faults.Add("Get-Mailbox", FaultKind.ReturnsAnother, times: 1);
        Faults.Add("Get-Mailbox", FaultKind.ReturnsSeveral, skip: 1, times: 1);

        Assert.NotEqual(Anna.ExchangeGuid, Assert.Single(_session.Run("Get-Mailbox anna.berg")).Properties["ExchangeGuid"].Value);
        Assert.Equal(3, _session.Run("Get-Mailbox anna.berg").Count);
        Assert.Single(_session.Run("Get-Mailbox anna.berg"));
    }

    [Fact]
    public void A_property_may_be_missing_from_one_mailbox_or_from_all()
    {
        Faults.Add(new Fault("Get-Mailbox", FaultKind.OmitsProperty) { Mailbox = "anna.berg", Property = "AutoArchivingEnabled" });
        Assert.Null(_session.Run("Get-Mailbox anna.berg")[0].Properties["AutoArchivingEnabled"]);
        Assert.NotNull(_session.Run("Get-Mailbox ben.castro")[0].Properties["AutoArchivingEnabled"]);
        Assert.Single(_session.Run("Get-Mailbox -ResultSize Unlimited"), mailbox => mailbox.Properties["AutoArchivingEnabled"] is null);

        Faults.Clear();
        _session.Server.Exchange.Permissions.Hide("Get-Mailbox", "ElcProcessingDisabled");
        Assert.All(_session.Run("Get-Mailbox"), mailbox => Assert.Null(mailbox.Properties["ElcProcessingDisabled"]));
    }

    [Fact]
    public void Faults_begin_and_end_where_they_are_told()
    {
        Faults.Add("Get-Mailbox", FaultKind.Error, skip: 1, times: 2);

        Assert.Equal([0, 1, 1, 0], Enumerable.Range(0, 4).Select(_ => _session.Try("Get-Mailbox anna.berg").Errors.Count));
    }

    [Fact]
    public void Warnings_come_beside_the_answer()
    {
        Faults.Add("Get-Mailbox", FaultKind.Warns);

        var outcome = _session.Try("Get-Mailbox anna.berg");
        Assert.Equal("Micro delay applied.", Assert.Single(outcome.Warnings));
        Assert.Single(outcome.Output);
    }

    [Fact]
    public void Hooks_stand_exactly_before_and_after_the_deed()
    {
        var seen = new List<(string, bool)>();
        using (_session.Server.Exchange.Hooks.Before("Set-Mailbox", _ => seen.Add(("before", Anna.RetentionHoldEnabled))))
        using (_session.Server.Exchange.Hooks.After("Set-Mailbox", call => seen.Add((call.Mailbox!, Anna.RetentionHoldEnabled))))
        {
            _session.Run(Hold);
        }

        _session.Run("Set-Mailbox anna.berg -RetentionHoldEnabled $false");
        Assert.Equal([("before", false), ("anna.berg@contoso.example", true)], seen);
    }

    [Fact]
    public async Task A_stopped_pipeline_lets_go_at_once_and_the_tenant_finishes_what_it_began()
    {
        var reached = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        var finished = new TaskCompletionSource();
        using var before = _session.Server.Exchange.Hooks.Before("Set-Mailbox", _ =>
        {
            reached.TrySetResult();
            release.Task.Wait();
        });
        using var after = _session.Server.Exchange.Hooks.After("Set-Mailbox", _ => finished.TrySetResult());
        using var powerShell = PowerShell.Create(_session.Runspace);
        powerShell.AddScript(Hold + "; Set-Mailbox ben.castro -RetentionHoldEnabled $true");

        var running = powerShell.BeginInvoke();
        await reached.Task;
        powerShell.Stop();
        Assert.Equal(PSInvocationState.Stopped, powerShell.InvocationStateInfo.State);
        Assert.False(Anna.RetentionHoldEnabled);
        release.SetResult();
        await finished.Task;

        Assert.True(running.IsCompleted);
        Assert.True(Anna.RetentionHoldEnabled);
        Assert.False(_session.Tenant.Mailbox("ben.castro").RetentionHoldEnabled);
        Assert.Single(_session.Server.Exchange.Calls.Writes);
    }

    [Fact]
    public void A_slow_answer_is_an_answer()
    {
        Faults.Add(new Fault("Get-Mailbox", FaultKind.Delays) { Delay = TimeSpan.FromMilliseconds(1) });

        Assert.Single(_session.Run("Get-Mailbox anna.berg"));
        Assert.Single(_session.Server.Exchange.Calls.Of("Get-Mailbox"));
    }
}
