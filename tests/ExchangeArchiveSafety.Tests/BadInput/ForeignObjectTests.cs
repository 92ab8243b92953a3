namespace ExchangeArchiveSafety.Tests.BadInput;

/// <summary>What people pipe by mistake is refused with the names of what it has and what is expected; nothing of what is in it stands in any error.</summary>
public class ForeignObjectTests(SharedContoso contoso) : IClassFixture<SharedContoso>
{
    private const string Secret = "Sup3rGeheim";

    // The shared session forgets its calls each time it is asked for.
    private Engine? _engine;
    private CallLog? _calls;

    // Import-Csv is a cmdlet of a module that a bare engine has not; what it makes of these files is this.
    private const string Semicolons = "[pscustomobject]@{ 'EmailAddress;UserName;Password' = 'anna@contoso.com;anna;Sup3rGeheim' }";
    private const string Header = "[pscustomobject]@{ 'Email Address' = 'anna@contoso.com'; UserName = 'anna'; Password = 'Sup3rGeheim' }";
    private const string NoHeader = "[pscustomobject]@{ 'anna@contoso.com' = 'ben@contoso.com'; anna = 'ben'; Sup3rGeheim = 'An0therOne' }";

    private static readonly string[] Cmdlets =
    [
        "Test-ArchiveMigrationConflict",
        "Test-ArchiveMigrationConflict -Quiet -Verbose",
        "Suspend-ConflictingArchivePolicy -JournalPath $Journal -Verbose",
        "Suspend-ConflictingArchivePolicy -WhatIf -JournalPath $Journal",
        "Resume-ConflictingArchivePolicy -JournalPath $Journal",
        "Get-ArchivePolicySuspension -JournalPath $Journal",
        "Find-ArchiveDuplicates",
        "Find-ArchiveDuplicates -InventoryPath $Inventory",
        "Export-ArchiveInventory -Path ($Journal + '.csv')",
    ];

    public static TheoryData<string, string[], string[]> Rows => new()
    {
        { Semicolons, ["EmailAddress;UserName;Password", "PrimarySmtpAddress", "-Delimiter ';'"], [Secret, "anna@contoso.com", "anna;"] },
        { "[pscustomobject]@{ 'UserName;Password;EmailAddress' = 'anna;Sup3rGeheim;anna@contoso.com' }", ["UserName;Password;EmailAddress", "-Delimiter ';'"], [Secret, "anna@contoso.com"] },
        { "[pscustomobject]@{ \"EmailAddress`tUserName`tPassword\" = \"anna@contoso.com`tanna`tSup3rGeheim\" }", ["EmailAddress", "-Delimiter '`t'"], [Secret, "anna@contoso.com"] },
        { Header, ["Email Address, UserName, Password", "EmailAddress"], [Secret, "anna@contoso.com"] },
        { "[pscustomobject]@{ Kennwort = 'Sup3rGeheim'; Benutzername = 'anna'; 'E-Mail-Adresse' = 'anna@contoso.com' }", ["Kennwort, Benutzername, E-Mail-Adresse"], [Secret, "anna@contoso.com"] },
        { "[pscustomobject]@{ 'Adresse de messagerie' = 'anna@contoso.com'; \"Nom d'utilisateur\" = 'anna'; 'Mot de passe' = 'Sup3rGeheim' }", ["Adresse de messagerie", "Mot de passe"], [Secret, "anna@contoso.com"] },
        { NoHeader, ["3 whose names are not shown", "no header line"], [Secret, "An0therOne", "@contoso.com"] },
        { "[pscustomobject]@{ 'anna@contoso.com;anna;Sup3rGeheim' = 'ben@contoso.com;ben;An0therOne' }", ["1 whose names are not shown"], [Secret, "An0therOne", "@contoso.com"] },
        { "[pscustomobject]@{ anna = 'ben'; Sup3rGeheim = 'An0therOne' }", ["2 whose names are not shown"], [Secret, "An0therOne"] },
        { "[pscustomobject]@{ Mail = 'anna@contoso.com'; Password = 'Sup3rGeheim'; Sup3rGeheim = 1 }", ["Mail, Password and 1 more", "rename"], [Secret, "anna@contoso.com"] },
        { "@{ Mail = 'anna@contoso.com'; Password = 'Sup3rGeheim' }", ["Mail", "Password"], [Secret, "anna@contoso.com"] },
        { "[pscustomobject]@{ EmailAddress = ''; UserName = 'anna'; Password = 'Sup3rGeheim' }", ["EmailAddress", "empty"], [Secret, "anna'"] },
        { "[pscustomobject]@{ EmailAddress = 'anna@contoso.com;Sup3rGeheim'; Note = 'x' }", ["Import-Csv"], [Secret, "anna@contoso.com"] },
        { "[pscustomobject]@{ UserPrincipalName = 'anna@contoso.com', 'Sup3rGeheim' }", ["UserPrincipalName"], [Secret, "anna@contoso.com", "System.Object"] },
        { "'anna@contoso.com;anna;Sup3rGeheim'", ["Import-Csv"], [Secret, "anna@contoso.com"] },
        { "'anna@contoso.com,anna,Sup3rGeheim'", ["Import-Csv"], [Secret, "anna@contoso.com"] },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_row_that_names_no_mailbox_is_refused_by_its_column_names_and_nothing_of_it_is_shown_or_kept(string row, string[] said, string[] secrets)
    {
        foreach (var cmdlet in Cmdlets)
        {
            var error = AssertRefused($"{row} | {cmdlet}", secrets);
            Assert.All(said, text => Assert.Contains(text, error.ToString(), StringComparison.OrdinalIgnoreCase));
        }
    }

    [Theory]
    [InlineData("Test-ArchiveMigrationConflict -Identity ({0})")]
    [InlineData("Test-ArchiveMigrationConflict -ExternallyMigrating ({0})")]
    [InlineData("Suspend-ConflictingArchivePolicy ({0}) -JournalPath $Journal")]
    [InlineData("Resume-ConflictingArchivePolicy ({0}) -JournalPath $Journal")]
    [InlineData("Get-ArchivePolicySuspension ({0}) -JournalPath $Journal")]
    [InlineData("Find-ArchiveDuplicates ({0})")]
    [InlineData("Find-ArchiveDuplicates -InventoryPath $Inventory -Mailbox ({0})")]
    [InlineData("Export-ArchiveInventory ({0}) ($Journal + '.csv')")]
    public void The_same_as_an_argument(string script)
    {
        foreach (var row in (string[])[Semicolons, Header, NoHeader])
        {
            _ = AssertRefused(string.Format(System.Globalization.CultureInfo.InvariantCulture, script, row), [Secret, "An0therOne"]);
        }
    }

    [Theory]
    [InlineData("Test-ArchiveMigrationConflict -MigrationBatch ({0})")]
    [InlineData("Test-ArchiveMigrationConflict -SnapshotPath ({0})")]
    [InlineData("Test-ArchiveMigrationConflict -AsOf ({0})")]
    [InlineData("Suspend-ConflictingArchivePolicy anna.berg -WhatIf -Until ({0})")]
    [InlineData("Suspend-ConflictingArchivePolicy anna.berg -WhatIf -Method ({0})")]
    [InlineData("Suspend-ConflictingArchivePolicy anna.berg -WhatIf -JournalPath ({0})")]
    [InlineData("Get-ArchivePolicySuspension -JournalPath ({0})")]
    [InlineData("Export-ArchiveSafetySnapshot ({0})")]
    [InlineData("Export-ArchiveSafetyReport ({0})")]
    [InlineData("Export-ArchiveSafetyReport ($Journal + '.html') -Title ({0})")]
    [InlineData("Export-ArchiveSafetyReport ($Journal + '.html') -InputObject ({0})")]
    [InlineData("Find-ArchiveDuplicates -InventoryPath ({0})")]
    [InlineData("Find-ArchiveDuplicates -InventoryPath $Inventory -ExcludeFolder ({0})")]
    [InlineData("Find-ArchiveDuplicates -InventoryPath $Inventory -SizeTolerance ({0})")]
    [InlineData("Find-ArchiveDuplicates -InventoryPath $Inventory -Keep ({0})")]
    [InlineData("Find-ArchiveDuplicates -InventoryPath $Inventory -GroupsPath ({0})")]
    [InlineData("Remove-ArchiveDuplicates -QuarantinePath $Journal -GroupsPath ({0})")]
    [InlineData("Restore-ArchiveDuplicates -QuarantinePath ({0})")]
    [InlineData("Restore-ArchiveDuplicates -QuarantinePath $Journal -ItemId ({0})")]
    [InlineData("Connect-ArchiveSafetyGraph -ClientId x -TenantId ({0})")]
    [InlineData("Connect-ArchiveSafetyGraph -ClientId x -TenantId x -GraphEndpoint ({0})")]
    public void A_row_for_a_parameter_that_takes_no_objects_is_refused_without_its_values(string script)
    {
        foreach (var row in (string[])[Semicolons, Header, "@{ Password = 'Sup3rGeheim' }"])
        {
            _ = AssertRefused(string.Format(System.Globalization.CultureInfo.InvariantCulture, script, row), [Secret], id: null);
        }
    }

    [Fact]
    public void No_parameter_takes_whatever_it_is_given()
    {
        Assert.NotEmpty(contoso.Session.Run("Get-Command -Module ExchangeArchiveSafety -CommandType Cmdlet"));
        var open = contoso.Session.Run(
            "(Get-Command -Module ExchangeArchiveSafety -CommandType Cmdlet).ForEach({ $cmdlet = $_; $cmdlet.ImplementingType.GetProperties().Where({ $_.PropertyType -ne [switch] "
            + "-and $_.GetCustomAttributes([System.Management.Automation.ParameterAttribute], $true).Count -gt 0 "
            + "-and $_.GetCustomAttributes([System.Management.Automation.ArgumentTransformationAttribute], $true).Count -eq 0 }).ForEach({ $cmdlet.Name + ' -' + $_.Name }) })");

        Assert.Empty(open);
    }

    [Theory]
    [InlineData("Test-ArchiveMigrationConflict anna.berg")]
    [InlineData("Suspend-ConflictingArchivePolicy anna.berg -WhatIf")]
    [InlineData("Resume-ConflictingArchivePolicy anna.berg -JournalPath $Journal")]
    [InlineData("Get-ArchivePolicySuspension anna.berg -JournalPath $Journal")]
    public void Rows_beside_a_named_mailbox_are_refused_once(string cmdlet)
    {
        var error = AssertRefused($"{Header}, {Header} | {cmdlet}", [Secret, "anna@contoso.com"], id: "ParameterConflict");

        Assert.Contains("-Identity", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Remove-ArchiveDuplicates -QuarantinePath ($Journal + '.q')")]
    [InlineData("Restore-ArchiveDuplicates -QuarantinePath ($Journal + '.q')")]
    public async Task Copies_are_not_removed_or_brought_back_by_rows(string cmdlet)
    {
        await using var session = await LabSession.StartAsync();
        session.ConnectGraph();
        session.Engine.Runspace.SessionStateProxy.SetVariable("Journal", session.Journal);

        foreach (var row in (string[])[Semicolons, Header, NoHeader])
        {
            var outcome = session.Try($"{row} | {cmdlet}");

            Assert.NotEmpty(outcome.Errors.Append(outcome.Terminating).OfType<ErrorRecord>());
            Assert.Empty(outcome.Output);
            Assert.Empty(Leaks.Of(session.Engine, outcome, Secret));
        }
    }

    [Fact]
    public void A_snapshot_takes_nothing_from_the_pipe_says_so_without_its_values_and_is_saved()
    {
        foreach (var (row, said) in ((string, string)[])[(Semicolons, "EmailAddress;UserName;Password"), (Header, "Email Address, UserName, Password"), (NoHeader, "3 whose names are not shown")])
        {
            var outcome = Try($"{row} | Export-ArchiveSafetySnapshot ($Journal + '.snapshot.json')");

            var error = outcome.OneError("InvalidArgument", ErrorCategory.InvalidArgument);
            Assert.Contains("the whole tenant is saved", error.ToString(), StringComparison.Ordinal);
            Assert.Contains(said, error.ToString(), StringComparison.Ordinal);
            Assert.Single(outcome.Output);
            Assert.Empty(Leaks.Of(contoso.Session.Engine, outcome, Secret));
            Assert.Empty(Leaks.Of(contoso.Session.Engine, outcome, "@contoso.com"));
        }
    }

    [Theory]
    [InlineData("Get-MigrationBatch")]
    [InlineData("[pscustomobject]@{ Identity = 'anna.berg@contoso.example'; BatchGuid = [guid]::NewGuid(); Status = 'Synced' }")]
    [InlineData("[pscustomobject]@{ Identity = 'anna.berg'; MigrationType = 'IMAP'; TotalCount = 3 }")]
    [InlineData("[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize((Get-MigrationBatch | ForEach-Object { $_ } | Where-Object { $_.Identity -like 'IMAP*' }), 2))")]
    public void A_batch_is_never_taken_for_a_mailbox(string batch)
    {
        foreach (var cmdlet in Cmdlets)
        {
            var outcome = Try($"{batch} | {cmdlet}");

            Assert.NotEmpty(outcome.Errors);
            Assert.All(outcome.Errors, error => Assert.Equal("MailboxIdentityEmpty", Outcome.Id(error)));
            Assert.All(outcome.Errors, error => Assert.Contains("-MigrationBatch", error.ToString(), StringComparison.Ordinal));
            Assert.All(outcome.Errors, error => Assert.Contains("Get-MigrationUser", error.ToString(), StringComparison.Ordinal));
            Assert.DoesNotContain(outcome.Output, item => item.BaseObject is not bool);
            Assert.DoesNotContain(Calls.All, call => call.Command is "Get-Mailbox" or "Get-EXOMailbox");
        }
    }

    [Theory]
    [InlineData("Get-RetentionPolicy")]
    [InlineData("Get-RetentionPolicyTag")]
    [InlineData("[pscustomobject]@{ Identity = 'imap@contoso.example'; RemoteServer = 'imap.contoso.example'; MaxConcurrentMigrations = 20 }")]
    [InlineData("[pscustomobject]@{ Name = 'anna.berg'; Identity = 'anna.berg'; Alias = 'anna.berg'; DisplayName = 'Anna Berg' }")]
    [InlineData("[pscustomobject]@{ Name = 'anna.berg'; FolderPath = '/Inbox'; Identity = 'anna.berg@contoso.example\\Inbox' }")]
    public void What_has_a_name_is_not_yet_a_mailbox(string script)
    {
        var outcome = Try($"{script} | Test-ArchiveMigrationConflict");

        Assert.NotEmpty(outcome.Errors);
        Assert.All(outcome.Errors, error => Assert.Equal("MailboxIdentityEmpty", Outcome.Id(error)));
        Assert.All(outcome.Errors, error => Assert.Contains("PrimarySmtpAddress", error.ToString(), StringComparison.Ordinal));
        Assert.Empty(outcome.Output);
        Assert.DoesNotContain(Calls.All, call => call.Command is "Get-Mailbox" or "Get-EXOMailbox");
    }

    [Theory]
    [InlineData("Test-ArchiveMigrationConflict 'Berg, Anna'")]
    [InlineData("Test-ArchiveMigrationConflict 'Anna Nobody'")]
    [InlineData("Test-ArchiveMigrationConflict \"'nobody@contoso.com'\"")]
    [InlineData("Test-ArchiveMigrationConflict 'SMTP:nobody@contoso.com'")]
    [InlineData("Test-ArchiveMigrationConflict 'Nobody <nobody@contoso.com>'")]
    [InlineData("'Anna Nobody' | Suspend-ConflictingArchivePolicy -JournalPath $Journal")]
    [InlineData("Resume-ConflictingArchivePolicy 'Anna Nobody' -JournalPath $Journal")]
    [InlineData("Get-ArchivePolicySuspension 'Anna Nobody' -JournalPath $Journal")]
    public void A_displayed_name_is_told_what_to_hand_over_instead(string script)
    {
        var error = Try(script).OneError("MailboxNotFound", ErrorCategory.ObjectNotFound);

        Assert.All((string[])["SMTP address", "user principal name", "ExchangeGuid"], name => Assert.Contains(name, error.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void A_displayed_name_that_Exchange_takes_for_somebody_is_told_whom()
    {
        using var engine = Sessions.MockTenant.Start();
        engine.Run("$global:Mock.Inner = (Get-Command Get-Mailbox).ScriptBlock; function global:Get-Mailbox { param($Identity, $ResultSize) if ($Identity -eq 'Ada Lovelace') { & $global:Mock.Inner -Identity 'ada' } else { & $global:Mock.Inner @PSBoundParameters } }");

        var outcome = engine.Try("Test-ArchiveMigrationConflict 'Ada Lovelace'");

        var error = outcome.OneError("MailboxMismatch", ErrorCategory.InvalidResult);
        Assert.Contains("ada@fabrikam.example", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("hand over its address", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }

    [Fact]
    public void A_batch_names_itself_for_the_parameter_that_takes_batches()
    {
        var session = contoso.Session;
        var batch = session.Run("Get-MigrationBatch")[0];

        var byObject = session.Try("param($batch) Test-ArchiveMigrationConflict -IncludeSafe -MigrationBatch $batch", batch).Clean().Verdicts;
        var byName = session.Try("param($batch) Test-ArchiveMigrationConflict -IncludeSafe -MigrationBatch $batch.Identity", batch).Clean().Verdicts;

        Assert.NotEmpty(byObject);
        Assert.Equal(byName.Select(verdict => verdict.Identity), byObject.Select(verdict => verdict.Identity));
    }

    private CallLog Calls => _calls!;

    private ErrorRecord AssertRefused(string script, string[] secrets, string? id = "MailboxIdentityEmpty")
    {
        var outcome = Try(script);

        var error = Assert.Single(outcome.Errors.Append(outcome.Terminating).OfType<ErrorRecord>());
        if (id is not null)
        {
            Assert.Equal(id, Outcome.Id(error));
        }

        if (!script.Contains("-ExternallyMigrating", StringComparison.Ordinal))
        {
            // The others are judged all the same.
            Assert.DoesNotContain(outcome.Output, item => item.BaseObject is not bool);
        }

        Assert.All(secrets, secret => Assert.Empty(Leaks.Of(_engine!, outcome, secret)));
        Assert.Empty(Calls.Writes);
        return error;
    }

    private Outcome Try(string script)
    {
        var session = contoso.Session;
        (_engine, _calls) = (session.Engine, session.Exchange.Calls);
        session.ConnectGraph();
        session.Engine.Runspace.SessionStateProxy.SetVariable("Journal", session.Journal);
        session.Engine.Runspace.SessionStateProxy.SetVariable("Inventory", TestProcess.NewPath("inventory.csv"));
        File.WriteAllText((string)session.Engine.Runspace.SessionStateProxy.GetVariable("Inventory"), "Mailbox,Location,FolderPath,ItemId\n");
        session.Run("$global:Error.Clear()");
        Calls.Clear();
        return session.Try(script);
    }
}
