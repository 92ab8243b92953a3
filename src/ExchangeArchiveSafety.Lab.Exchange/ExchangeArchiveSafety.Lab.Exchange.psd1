@{
    RootModule           = 'ExchangeArchiveSafety.Lab.Exchange.dll'
    ModuleVersion        = '0.1.0'
    GUID                 = 'b0f4f6a4-5a1c-4d0b-9c8e-3f4f0a6f9d21'
    Author               = 'The ExchangeArchiveSafety authors'
    CompanyName          = 'Community'
    Copyright            = 'Copyright (c) 2026 The ExchangeArchiveSafety authors. MIT licence.'
    Description          = 'Exchange Online commands of the lab tenant of ExchangeArchiveSafety.'
    CompatiblePSEditions = @('Desktop', 'Core')
    PowerShellVersion    = '5.1'
    CmdletsToExport      = @(
        'Connect-LabExchange'
        'Disconnect-LabExchange'
        'Get-ConnectionInformation'
        'Get-EXOMailbox'
        'Get-EXOMailboxFolderStatistics'
        'Get-EXOMailboxStatistics'
        'Get-EXORecipient'
        'Get-LabClock'
        'Get-LabCount'
        'Get-LabNameServer'
        'Invoke-LabExchangeCommand'
        'Step-LabClock'
    )
    FunctionsToExport    = @()
    AliasesToExport      = @()
    VariablesToExport    = @()
}
