namespace ExchangeArchiveSafety.Tests.Sessions;

/// <summary>A hybrid administrator's PowerShell: the live connection to the tenant decides whose commands are asked, never which of them have no prefix.</summary>
public class HybridTests
{
    private const string Cloud = "@{ State = 'Connected'; TokenStatus = 'Active'; ModulePrefix = 'Cloud'; ConnectionUri = 'https://outlook.office365.com'; IsEopSession = $false }";
    private const string Plain = "@{ State = 'Connected'; TokenStatus = 'Active'; ModulePrefix = ''; ConnectionUri = 'https://outlook.office365.com'; IsEopSession = $false }";

    private static readonly string[] Scripts =
    [
        "Test-ArchiveMigrationConflict",
        "Test-ArchiveMigrationConflict ada",
        "Suspend-ConflictingArchivePolicy ada",
        "Resume-ConflictingArchivePolicy",
        "Get-ArchivePolicySuspension ada",
        "Export-ArchiveSafetySnapshot ($Journal + '.snapshot')",
    ];

    public static TheoryData<string> EveryCmdlet => new(Scripts);

    [Theory]
    [InlineData("Cloud", null, Cloud)]
    [InlineData("Cloud", "tmpEXO_a1b2.c3d", Cloud)]
    [InlineData("Cloud", "tmpEXO_a1b2.c3d", "@{ State = 'Connected'; ModulePrefix = 'cloud'; ModuleName = 'C:\\Users\\a b\\AppData\\Local\\Temp\\tmpEXO_a1b2.c3d' }")]
    [InlineData("Cloud", "tmpEXO_a1b2.c3d", "@{ State = 'Connected'; TokenStatus = 'Active'; ModuleName = '/tmp/tmpEXO_a1b2.c3d/tmpEXO_a1b2.c3d.psm1'; IsEopSession = 'False' }")]
    [InlineData("Cloud", null, "@{ ModulePrefix = 'Cloud' }")]
    [InlineData("Cloud", null, "@{ ConnectionId = [guid]::NewGuid(); State = $null; TokenStatus = $null; ModulePrefix = 'Cloud'; IsEopSession = $null; ConnectionUsedForInbuiltCmdlets = 'True' }")]
    public void The_tenant_is_asked_behind_its_prefix_beside_commands_on_premises_without_one(string prefix, string? module, string connection)
    {
        using var session = HybridSession.Start().Local("").Cloud(prefix, module).Connected(connection);

        AssertTheTenantAnswers(session);
    }

    [Theory]
    [InlineData(null, Plain)]
    [InlineData(null, "@{ State = 'Connected'; TokenStatus = 'Active'; ModulePrefix = $null }")]
    [InlineData("tmpEXO_a1b2.c3d", Plain)]
    [InlineData("tmpEXO_a1b2.c3d", "@{ State = 'Connected'; ModulePrefix = $null; ModuleName = 'tmpEXO_a1b2.c3d' }")]
    public void The_tenant_is_asked_without_a_prefix_beside_commands_on_premises_that_have_one(string? module, string connection)
    {
        using var session = HybridSession.Start().Cloud("", module).Local("OnPrem", "tmp_onprem.xyz").Connected(connection);

        AssertTheTenantAnswers(session);
    }

    [Theory]
    [InlineData(Plain, "tmp_onprem.xyz")]
    [InlineData("@{ State = 'Connected'; ModulePrefix = ''; ModuleName = 'tmpEXO_a1b2.c3d' }", "tmp_onprem.xyz")]
    [InlineData("@{ State = 'Connected'; ModulePrefix = ''; ModuleName = 'tmpEXO_a1b2.c3d' }", null)]
    [InlineData("@{ State = 'Connected'; ModuleName = 'tmpEXO_a1b2.c3d' }", null)]
    public void Commands_of_the_same_names_that_came_later_do_not_stand_before_the_tenants(string connection, string? local)
    {
        using var session = HybridSession.Start().Cloud("", "tmpEXO_a1b2.c3d").Local("", local).Connected(connection);

        AssertTheTenantAnswers(session);
    }

    [Theory]
    [MemberData(nameof(EveryCmdlet))]
    public void Two_live_connections_that_fit_are_named_and_neither_is_asked(string script)
    {
        using var session = HybridSession.Start().Cloud("Cloud").Local("Other").Connected(
            "@{ ConnectionId = 'c0ffee'; State = 'Connected'; TokenStatus = 'Active'; ModulePrefix = 'Cloud'; Organization = 'fabrikam.example' }",
            "@{ ConnectionId = 'decade'; State = 'Connected'; TokenStatus = 'Active'; ModulePrefix = 'Other'; Organization = 'contoso.example' }");

        AssertAmbiguous(session, script, "prefix Cloud", "prefix Other", "fabrikam.example", "contoso.example", "c0ffee", "decade");
    }

    [Theory]
    [InlineData("", "Cloud", "", "", false)]
    [InlineData("", "Cloud", "fabrikam.example", "fabrikam.example", false)]
    [InlineData("Cloud", "Cloud", "fabrikam.example", "contoso.example", false)]
    [InlineData("Cloud", "Cloud", "", "", false)]
    [InlineData("Cloud", "Cloud", "fabrikam.example", "fabrikam.example", true)]
    public void Only_two_connections_to_one_tenant_under_one_prefix_are_as_good_as_one(string first, string second, string organization, string other, bool isOne)
    {
        using var session = HybridSession.Start().Cloud(first).Cloud(second).Connected(
            $"@{{ ConnectionId = 'c0ffee'; State = 'Connected'; ModulePrefix = '{first}'; Organization = '{organization}' }}",
            $"@{{ ConnectionId = 'decade'; State = 'Connected'; ModulePrefix = '{second}'; Organization = '{other}' }}");

        if (isOne)
        {
            AssertTheTenantAnswers(session);
        }
        else
        {
            AssertAmbiguous(session, "Test-ArchiveMigrationConflict", "c0ffee", "decade");
        }
    }

    [Theory]
    [InlineData("@{ State = 'Disconnected'; TokenStatus = 'Expired'; ModulePrefix = 'Other' }")]
    [InlineData("@{ State = 'Broken'; ModulePrefix = 'Other' }")]
    [InlineData("@{ State = 'Connected'; TokenStatus = 'Expired'; ModulePrefix = 'Other' }")]
    [InlineData("@{ State = 'Connected'; TokenStatus = 'Active'; ModulePrefix = 'Other'; IsEopSession = $true }")]
    [InlineData("@{ State = 'Connected'; TokenStatus = 'Active'; ModulePrefix = 'Other'; IsEopSession = 'True' }")]
    [InlineData("@{ State = 'Connected'; TokenStatus = 'Active'; ModulePrefix = 'Other'; ConnectionUri = 'https://eur01b.ps.compliance.protection.outlook.com' }")]
    [InlineData("@{ State = 'Connected'; TokenStatus = 'Active'; ModulePrefix = 'NotLoaded' }")]
    public void A_connection_that_is_dead_or_of_another_service_stands_in_nobodys_way(string other)
    {
        using var session = HybridSession.Start().Cloud("Cloud").Local("Other").Connected(Cloud, other);
        AssertTheTenantAnswers(session);

        session.Connected(other, Cloud);
        Assert.Contains(session.Try("Test-ArchiveMigrationConflict").Clean().Verdicts, verdict => verdict.Alias == "ada");
    }

    [Theory]
    [InlineData(Cloud, "prefix Cloud")]
    [InlineData("@{ State = 'Connected'; ModulePrefix = ''; ModuleName = 'tmpEXO_gone.xyz' }", "no prefix")]
    [InlineData("@{ State = 'Connected'; TokenStatus = 'Active'; IsEopSession = $true; ModulePrefix = '' }", "nothing")]
    [InlineData("@{ State = 'Broken'; ModulePrefix = 'Cloud' }", "prefix Cloud")]
    [InlineData("$null", "nothing")]
    public void Commands_that_belong_to_no_connection_never_answer_for_the_tenant(string connection, string connected)
    {
        using var session = HybridSession.Start().Local("", "tmp_onprem.xyz").Connected(connection == "$null" ? [] : [connection]);

        foreach (var script in Scripts)
        {
            AssertAmbiguous(session, script, "Get-MigrationUser", "tmp_onprem.xyz", connected);
        }
    }

    [Fact]
    public void Of_another_connections_module_no_command_is_taken()
    {
        using var session = HybridSession.Start().Local("Cloud", "tmpEXO_other.xyz")
            .Connected("@{ State = 'Connected'; ModulePrefix = 'Cloud'; ModuleName = 'tmpEXO_gone.xyz' }");

        AssertAmbiguous(session, "Test-ArchiveMigrationConflict", "Get-CloudMigrationUser", "tmpEXO_other.xyz");
    }

    [Theory]
    [InlineData("Other")]
    [InlineData("")]
    public void Without_anything_said_of_connections_two_sets_of_commands_are_one_too_many(string local)
    {
        using var session = HybridSession.Start().Cloud("Cloud").Local(local);

        AssertAmbiguous(session, "Test-ArchiveMigrationConflict", "Get-CloudMigrationUser", $"Get-{local}MigrationUser");
    }

    [Theory]
    [InlineData("function global:Get-ConnectionInformation { throw 'no' }")]
    [InlineData("function global:Get-ConnectionInformation { 'something else'; 5; [pscustomobject]@{ Host = 'x' } }")]
    [InlineData("function global:Get-ConnectionInformation { exit }")]
    [InlineData("$ExecutionContext.InvokeProvider.Item.Set('alias:Get-ConnectionInformation', 'Get-Nothing')")]
    [InlineData("")]
    public void Where_nothing_can_be_seen_of_connections_one_set_of_commands_serves_and_two_do_not(string shadow)
    {
        using var session = HybridSession.Start().Cloud("Cloud");
        session.Engine.Run(shadow);
        AssertTheTenantAnswers(session);

        session.Local("");
        session.Engine.Run("$global:Mock.Calls.Clear()");
        AssertAmbiguous(session, "Test-ArchiveMigrationConflict", "Get-CloudMailbox", "Get-Mailbox");
    }

    [Theory]
    [InlineData("Cloud", null)]
    [InlineData("", "tmpEXO_a1b2.c3d")]
    public void What_the_tenant_does_not_grant_is_not_asked_elsewhere(string prefix, string? module)
    {
        var connection = $"@{{ State = 'Connected'; ModulePrefix = '{prefix}'; ModuleName = '{module}' }}";
        using var session = HybridSession.Start().Cloud(prefix, module, "Set-Mailbox", "Get-RetentionPolicy").Local("", "tmp_onprem.xyz").Connected(connection);

        var judged = session.Try("Test-ArchiveMigrationConflict ada");
        var suspended = session.Try("Suspend-ConflictingArchivePolicy ada -Force");

        Assert.Equal(["ExchangeParameterMissing"], judged.ErrorIds);
        Assert.Contains("Get-RetentionPolicy", judged.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Contains("ExchangeParameterMissing", suspended.ErrorIds);
        Assert.DoesNotContain(suspended.Suspensions, result => result.Status == "Suspended");
        Assert.Empty(session.AskedOnPremises);
    }

    [Fact]
    public void A_connection_that_grants_nothing_of_what_is_needed_is_a_missing_permission()
    {
        using var session = HybridSession.Start().Connected(Cloud);

        var error = session.Try("Test-ArchiveMigrationConflict").Ended("MigrationUnreadable", ErrorCategory.ReadError);

        Assert.Contains("missing permission", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("; ConnectionUsedForInbuiltCmdlets = $true", true)]
    [InlineData("; ConnectionUsedForInbuiltCmdlets = $false", false)]
    public void Cmdlets_that_use_the_latest_connection_are_asked_only_where_that_is_this_one(string said, bool isAsked)
    {
        using var session = HybridSession.Start().Local("").Cloud("Cloud").Connected(Cloud.Replace(" }", said + " }", StringComparison.Ordinal));
        session.Engine.Run("function global:Get-EXOMailbox { param($PropertySets, $ResultSize) $global:AskedInbuilt = $true; Get-CloudMailbox }");

        AssertTheTenantAnswers(session);

        Assert.Equal(isAsked, LanguagePrimitives.IsTrue(session.Engine.Run("$global:AskedInbuilt").SingleOrDefault()));
    }

    [Fact]
    public void Beside_another_connection_they_are_not_asked_unless_it_is_said_whose_they_are()
    {
        using var session = HybridSession.Start().Cloud("Cloud").Connected(Cloud, "@{ State = 'Connected'; ModulePrefix = 'Cc'; IsEopSession = $true }");
        session.Engine.Run("function global:Get-EXOMailbox { param($PropertySets, $ResultSize) $global:AskedInbuilt = $true }");

        AssertTheTenantAnswers(session);

        Assert.False(LanguagePrimitives.IsTrue(session.Engine.Run("$global:AskedInbuilt").SingleOrDefault()));
    }

    private static void AssertTheTenantAnswers(HybridSession session)
    {
        var verdicts = session.Try("Test-ArchiveMigrationConflict -IncludeSafe").Clean().Verdicts;
        Assert.Equal(MockTenant.States, verdicts.ToDictionary(verdict => verdict.Alias, verdict => verdict.State));
        var before = MockTenant.Settings(session.Engine);
        Assert.Equal("Suspended", Assert.Single(session.Try("Suspend-ConflictingArchivePolicy ada").Clean().Suspensions).Status);
        Assert.Equal("Suspended", Assert.Single(session.Try("Get-ArchivePolicySuspension").Clean().Suspensions).Status);
        Assert.Equal("Resumed", Assert.Single(session.Try("Resume-ConflictingArchivePolicy -Force").Clean().Suspensions).Status);
        Assert.Equal(before, MockTenant.Settings(session.Engine));
        Assert.Empty(session.AskedOnPremises);
    }

    private static void AssertAmbiguous(HybridSession session, string script, params string[] named)
    {
        // A journal that is named is shown without a session, with a warning.
        session.Engine.Run("$null = $global:PSDefaultParameterValues.Remove('*Policy*:JournalPath')");
        var outcome = session.Try(script);

        var error = outcome.Ended("ExchangeSessionAmbiguous", ErrorCategory.ConnectionError);
        Assert.All(named, name => Assert.Contains(name, error.ToString(), StringComparison.Ordinal));
        Assert.Empty(outcome.Output);
        Assert.Empty(session.AskedOnPremises);
        Assert.Empty(MockTenant.Calls(session.Engine));
    }
}
