namespace ExchangeArchiveSafety.Lab.Tests.Session;

public class ConnectingTests
{
    [Fact]
    public async Task Commands_are_functions_of_a_temporary_module_and_the_EXO_ones_are_cmdlets()
    {
        await using var session = await LabSession.StartAsync(Contoso.Create());

        var shown = session.Run("Get-Command Get-Mailbox, Set-Mailbox, Stop-MigrationBatch, Get-EXOMailbox | ForEach-Object { '{0} {1} {2}' -f $_.CommandType, $_.Name, $_.Source }");

        Assert.Matches("^Function Get-Mailbox tmpEXO_", shown[0].ToString());
        Assert.Matches("^Function Set-Mailbox tmpEXO_", shown[1].ToString());
        Assert.Matches("^Function Stop-MigrationBatch tmpEXO_", shown[2].ToString());
        Assert.Equal("Cmdlet Get-EXOMailbox ExchangeArchiveSafety.Lab.Exchange", shown[3].ToString());
        Assert.Equal("System.Object", session.Run("(Get-Command Set-Mailbox).Parameters['RetentionHoldEnabled'].ParameterType.FullName")[0].ToString());
    }

    [Fact]
    public async Task A_prefix_renames_the_functions_only()
    {
        await using var session = await LabSession.StartAsync(Contoso.Create(), prefix: "Cloud");

        Assert.Single(session.Run("Get-CloudMailbox anna.berg"));
        Assert.Single(session.Run("Get-EXOMailbox anna.berg"));
        Assert.Empty(session.Run("Get-Command Get-Mailbox -ErrorAction Ignore"));
        Assert.Equal("Cloud", session.Run("(Get-ConnectionInformation).ModulePrefix")[0].ToString());
    }

    [Fact]
    public async Task Connecting_makes_the_lab_clock_the_default_of_AsOf_and_disconnecting_undoes_it()
    {
        await using var session = await LabSession.StartAsync(Contoso.Create());
        const string function = "function Show-AsOf { [CmdletBinding()] param([datetime]$AsOf) $AsOf.ToUniversalTime() }; Show-AsOf";

        Assert.Equal(LabTenant.DefaultStart, session.Run(function)[0].BaseObject);
        session.Run("Step-LabClock -Days 3");
        Assert.Equal(LabTenant.DefaultStart.AddDays(3), session.Run(function)[0].BaseObject);

        session.Run("Disconnect-LabExchange");
        Assert.False((bool)session.Run("$PSDefaultParameterValues.ContainsKey('*:AsOf')")[0].BaseObject);
        Assert.Empty(session.Run("Get-Command Get-Mailbox -ErrorAction Ignore"));
        Assert.Empty(session.Run("Get-ConnectionInformation"));
    }

    [Fact]
    public async Task Sessions_in_one_process_do_not_see_each_other()
    {
        await using var one = await LabSession.StartAsync(new TenantBuilder(domain: "one.example").Mailbox("anna").Build());
        await using var two = await LabSession.StartAsync(new TenantBuilder(domain: "two.example").Mailbox("anna").Build());

        Assert.Equal("anna@one.example", one.Run("(Get-EXOMailbox anna).PrimarySmtpAddress")[0].ToString());
        Assert.Equal("anna@two.example", two.Run("(Get-Mailbox anna).PrimarySmtpAddress")[0].ToString());
    }

    [Fact]
    public async Task A_missing_permission_takes_the_parameter_or_the_command_away()
    {
        await using var session = await LabSession.StartAsync(Contoso.Create(), connect: false);
        session.Server.Exchange.Permissions.Deny("Set-Mailbox", "AutoArchivingEnabled");
        session.Server.Exchange.Permissions.Deny("Stop-MigrationUser");
        session.Connect();

        Assert.Empty(session.Run("Get-Command Stop-MigrationUser -ErrorAction Ignore"));
        var outcome = session.Try("Set-Mailbox anna.berg -AutoArchivingEnabled $false");
        Assert.Contains("AutoArchivingEnabled", outcome.Errors.Count > 0 ? outcome.Errors[0].ToString() : outcome.Exception!.Message, StringComparison.Ordinal);
        Assert.Empty(session.Server.Exchange.Calls.Writes);
    }

    [Fact]
    public async Task Of_two_connections_the_built_in_cmdlets_use_the_latest_and_functions_their_own()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder(domain: "one.example").Mailbox("anna").Build());
        await using var other = await LabServer.StartAsync(new TenantBuilder(domain: "two.example").Mailbox("anna").Build());
        session.Run("param($uri) Connect-LabExchange -Uri $uri -Prefix Two", other.Uri);

        Assert.Equal("anna@two.example", session.Run("(Get-EXOMailbox anna).PrimarySmtpAddress")[0].ToString());
        Assert.Equal("anna@one.example", session.Run("(Get-Mailbox anna).PrimarySmtpAddress")[0].ToString());
        Assert.Equal("anna@two.example", session.Run("(Get-TwoMailbox anna).PrimarySmtpAddress")[0].ToString());
        Assert.Equal(["False", "True"], session.Run("Get-ConnectionInformation | ForEach-Object ConnectionUsedForInbuiltCmdlets").Select(used => used.ToString()));
    }

    [Fact]
    public async Task Connecting_can_be_limited_to_some_commands_and_leave_AsOf_alone()
    {
        await using var session = await LabSession.StartAsync(Contoso.Create(), connect: false);
        Assert.Contains("Connect-LabExchange", session.Try("Get-EXOMailbox").Errors[0].ToString(), StringComparison.Ordinal);

        session.Run("param($uri) Connect-LabExchange $uri -CommandName Get-Mailbox -NoAsOf", session.Server.Uri);

        Assert.Single(session.Run("Get-Mailbox anna.berg"));
        Assert.Empty(session.Run("Get-Command Set-Mailbox -ErrorAction Ignore"));
        Assert.False((bool)session.Run("$PSDefaultParameterValues.ContainsKey('*:AsOf')")[0].BaseObject);
    }

    [Fact]
    public async Task A_connection_that_is_gone_ends_the_command_with_an_error()
    {
        await using var session = await LabSession.StartAsync(Contoso.Create());
        await session.Server.DisposeAsync();

        Assert.Equal("caught", session.Run("try { Get-Mailbox anna.berg } catch { 'caught' }")[0].ToString());
    }
}
