@{
    RootModule           = 'ExchangeArchiveSafety.dll'
    ModuleVersion        = '0.1.0'
    GUID                 = '0d6b1c0e-6b3f-4b57-9c1e-5d8a2f1f7c43'
    Author               = 'The ExchangeArchiveSafety authors'
    CompanyName          = 'Community'
    Copyright            = 'Copyright (c) 2026 The ExchangeArchiveSafety authors. MIT licence.'
    Description          = 'Detects the conflict between mail migrations and archiving retention policies in Exchange Online (KB 2783045), suspends the archiving and restores it exactly.'
    CompatiblePSEditions = @('Desktop', 'Core')
    PowerShellVersion    = '5.1'
    FormatsToProcess     = @('ExchangeArchiveSafety.Format.ps1xml', 'ArchiveDuplicates.Format.ps1xml')
    CmdletsToExport      = @(
        'Connect-ArchiveSafetyGraph'
        'Disconnect-ArchiveSafetyGraph'
        'Export-ArchiveInventory'
        'Export-ArchiveSafetyReport'
        'Export-ArchiveSafetySnapshot'
        'Find-ArchiveDuplicates'
        'Get-ArchiveMigrationHistory'
        'Get-ArchivePolicySuspension'
        'Get-ArchiveQuarantine'
        'Invoke-ArchiveSafetyGuard'
        'Remove-ArchiveDuplicates'
        'Restore-ArchiveDuplicates'
        'Resume-ConflictingArchivePolicy'
        'Suspend-ConflictingArchivePolicy'
        'Test-ArchiveMigrationConflict'
        'Test-ArchiveSafetyReadiness'
    )
    FunctionsToExport    = @()
    AliasesToExport      = @('Find-ArchiveDuplicate', 'Remove-ArchiveDuplicate', 'Restore-ArchiveDuplicate')
    VariablesToExport    = @()
    PrivateData          = @{
        PSData = @{
            Tags         = @('Exchange', 'ExchangeOnline', 'Migration', 'IMAP', 'Archive', 'Retention', 'PSEdition_Desktop', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            LicenseUri   = 'https://opensource.org/license/mit'
            ReleaseNotes = 'First version: detects the conflict, suspends archiving and restores it exactly, finds and removes the copies. CHANGELOG.md in the module tells the rest.'
        }
    }
}
